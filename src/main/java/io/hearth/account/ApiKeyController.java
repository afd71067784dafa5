package io.hearth.account;

import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys for machines, given and taken by administrators. */
@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyController {

    private final ApiKeys keys;

    ApiKeyController(ApiKeys keys) {
        this.keys = keys;
    }

    record NewKey(
            @NotNull @Size(min = 1, max = 100) String name,
            @NotEmpty Set<Scope> scopes,
            @Nullable @Size(max = 100) Set<@Pattern(regexp = "[A-Za-z0-9._:/-]{1,128}") String> sources) {}

    @GetMapping
    Page<ApiKeys.Key> all() {
        return new Page<>(keys.all(), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeys.Created add(@Valid @RequestBody NewKey key) {
        var sources = key.sources() == null ? Set.<String>of() : key.sources();
        if (key.scopes().contains(Scope.EVENTS_WRITE) && sources.isEmpty()) {
            throw Problem.caller("request.invalid", "Expected the sources that the key may write, but got none.")
                    .field("sources");
        }
        return keys.create(key.name(), key.scopes(), sources);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        keys.revoke(id);
    }
}

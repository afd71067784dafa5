package io.hearth.decision.receipt;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Numbers for the words that receipts repeat, which makes a receipt half as long. */
@Component
class ReceiptWords {

    private static final int MOST = 100_000;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final TransactionTemplate own;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    ReceiptWords(JdbcTemplate jdbc, JdbcClient client, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.client = client;
        this.own = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The numbers of all these words; new ones are kept even if the caller's transaction is not. */
    Map<String, Integer> numbers(Collection<String> words) {
        var numbers = new HashMap<String, Integer>();
        var missing = new TreeSet<String>();
        for (var word : words) {
            var number = known.get(word);
            if (number == null) {
                missing.add(word);
            } else {
                numbers.put(word, number);
            }
        }
        if (!missing.isEmpty()) {
            numbers.putAll(Objects.requireNonNull(own.execute(status -> add(missing))));
        }
        return numbers;
    }

    /** The number of a word that some receipt may bear. */
    Optional<Integer> find(String word) {
        return client.sql("select id from receipt_word where word = :word")
                .param("word", word)
                .query(Integer.class)
                .optional();
    }

    private Map<String, Integer> add(TreeSet<String> words) {
        var array = words.toArray(String[]::new);
        jdbc.update("insert into receipt_word (word) select unnest(?::text[]) on conflict (word) do nothing", (Object)
                array);
        var numbers = new HashMap<String, Integer>();
        jdbc.query(
                "select id, word from receipt_word where word = any (?)",
                row -> {
                    numbers.put(row.getString("word"), row.getInt("id"));
                },
                (Object) array);
        if (known.size() < MOST) {
            known.putAll(numbers);
        }
        return numbers;
    }
}

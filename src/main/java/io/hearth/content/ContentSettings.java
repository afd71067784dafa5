package io.hearth.content;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where content comes from.
 *
 * @param location {@code classpath:content/} for the files packed with the server, or a folder that holds rules/, bpmn/ and templates/
 * @param watch whether changes in a folder are published by themselves
 * @param every how often a watched folder is looked at; a change is published when two looks in a row see the same
 * @param follow how often a node asks whether another one has published
 */
@ConfigurationProperties("hearth.content")
public record ContentSettings(
        @DefaultValue("classpath:content/") String location,
        @DefaultValue("false") boolean watch,
        @DefaultValue("500ms") Duration every,
        @DefaultValue("2s") Duration follow) {}

package io.hearth.account;

import java.util.Set;

/** Somebody who works here. */
public record Person(String name, String displayName, Set<Role> roles, Set<String> groups) {}

package io.hearth.account;

/** What a person may do here. */
public enum Role {
    /** Writes rules, workflows and templates, and looks after members. */
    MARKETER,
    /** Lets changes and plans of others go live. */
    APPROVER,
    /** Keeps the server running: dead letters, imports, pipeline. */
    OPERATOR,
    /** Decides who may come in: people, groups, keys. */
    ADMINISTRATOR;

    String authority() {
        return "ROLE_" + name();
    }
}

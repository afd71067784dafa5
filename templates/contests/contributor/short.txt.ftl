${text.card} ${link.rewards}

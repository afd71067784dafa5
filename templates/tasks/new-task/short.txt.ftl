${text.card} ${link.inbox}

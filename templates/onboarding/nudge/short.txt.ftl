${text.card} ${link.post}

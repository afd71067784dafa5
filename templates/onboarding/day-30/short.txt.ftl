${text.card} ${link.volunteer}

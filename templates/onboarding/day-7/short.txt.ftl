${text.card} ${link.runs}

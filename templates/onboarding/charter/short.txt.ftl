${text.card} ${link.charter}

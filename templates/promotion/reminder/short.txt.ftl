${text.card} ${link.promotion}

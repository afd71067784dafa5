${text.card} ${values.link}

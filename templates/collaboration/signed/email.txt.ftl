${text.hello}

${text.first}

  ${values.link}

${text.next}

${text.button}: ${link.club}

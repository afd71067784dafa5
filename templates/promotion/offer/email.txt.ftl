${text.hello}

${text.first}

  ${values.offer}

${text.next}

${text.button}: ${link.promotion}

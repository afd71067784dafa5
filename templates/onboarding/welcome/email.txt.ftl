${text.hello}

${text.first}

${text.next}

1. ${text.one}
2. ${text.two}
3. ${text.three}

${text.button}: ${link.charter}

${text.end}

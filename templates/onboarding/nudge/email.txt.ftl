${text.hello}

${text.first}

  ${text.example}

${text.next}

${text.button}: ${link.post}

${text.hello}

${text.first}

${values.winner}
${text.caption}

${text.next}

${text.button}: ${link.rewards}

${text.hello}

${text.first}

${text.points}: ${member.points}

${text.next}

${text.button}: ${link.runs}

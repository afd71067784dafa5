${text.hello}

${text.first}

* ${text.rule1}
* ${text.rule2}
* ${text.rule3}

${text.next}

${text.button}: ${link.charter}

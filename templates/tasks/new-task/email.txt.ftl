${text.hello}

  ${values.task}<#if values.due?has_content>
  ${text.due}</#if>

${text.next}

${text.button}: ${link.inbox}

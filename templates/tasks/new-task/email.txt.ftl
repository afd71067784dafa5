${text.hello}

  ${values.task}<#if values.due?has_content>
  ${text.due}</#if>

<#if values.kind! == "late">${text.late}<#else>${text.next}</#if>

${text.button}: ${values.link}

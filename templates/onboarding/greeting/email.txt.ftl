${text.hello}

<#if values.volunteer?has_content>${text.first_named}<#else>${text.first}</#if>

  <#if values.greeting?has_content>${values.greeting}<#else>${text.words}</#if>

${text.next}

${text.button}: ${link.reply}

${text.hello}

${text.first}

${text.caption}: <#if values.level?has_content>${values.level}<#else>${member.level}</#if>

${text.next}

${text.button}: ${link.rewards}

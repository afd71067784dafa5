${text.hello}

${text.first}

${text.points}: ${member.points}
<#if member.badges?has_content>${text.badges} <#list member.badges as badge>${badge}<#sep>, </#list><#else>${text.nobadge}</#if>

${text.next}

${text.button}: ${link.volunteer}

<#if values.greeting?has_content>${values.greeting}<#else>${text.words}</#if> ${link.reply}

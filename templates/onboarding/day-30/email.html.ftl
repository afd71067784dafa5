<mj-section>
  <mj-column>
    <mj-text mj-class="title">${text.hello}</mj-text>
    <mj-text>${text.first}</mj-text>
    <mj-text mj-class="figure">${member.points}</mj-text>
    <mj-text mj-class="caption">${text.points}</mj-text>
    <mj-spacer mj-class="gap"/>
    <mj-text><#if member.badges?has_content>${text.badges} <#list member.badges as badge><b>${badge}</b><#sep>, </#list><#else>${text.nobadge}</#if></mj-text>
    <mj-text>${text.next}</mj-text>
    <mj-button href="${link.volunteer}">${text.button}</mj-button>
  </mj-column>
</mj-section>

<mj-section>
  <mj-column>
    <mj-text mj-class="title">${text.hello}</mj-text>
    <mj-text>${text.first}</mj-text>
    <mj-text mj-class="figure"><#if values.level?has_content>${values.level}<#else>${member.level}</#if></mj-text>
    <mj-text mj-class="caption">${text.caption}</mj-text>
    <mj-spacer mj-class="gap"/>
    <mj-text>${text.next}</mj-text>
    <mj-button href="${link.rewards}">${text.button}</mj-button>
  </mj-column>
</mj-section>

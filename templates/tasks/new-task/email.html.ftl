<mj-section>
  <mj-column>
    <mj-text mj-class="title">${text.title}</mj-text>
    <mj-text>${text.hello}</mj-text>
    <mj-text mj-class="quote"><b>${values.task}</b><#if values.due?has_content><br/>${text.due}</#if></mj-text>
    <mj-spacer mj-class="gap"/>
    <mj-text>${text.next}</mj-text>
    <mj-button href="${link.inbox}">${text.button}</mj-button>
  </mj-column>
</mj-section>

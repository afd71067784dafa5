<mj-section>
  <mj-column>
    <mj-text mj-class="title">${text.title}</mj-text>
    <mj-text>${text.hello}</mj-text>
    <mj-text mj-class="quote"><b>${values.task}</b><#if values.due?has_content><br/>${text.due}</#if></mj-text>
    <mj-spacer mj-class="gap"/>
    <mj-text><#if values.kind! == "late">${text.late}<#else>${text.next}</#if></mj-text>
    <mj-text mj-class="quote">${text.button}: ${values.link}</mj-text>
  </mj-column>
</mj-section>

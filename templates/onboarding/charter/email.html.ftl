<mj-section>
  <mj-column>
    <mj-text mj-class="title">${text.title}</mj-text>
    <mj-text>${text.hello}</mj-text>
    <mj-text>${text.first}</mj-text>
    <mj-text mj-class="quote">${text.rule1}<br/>${text.rule2}<br/>${text.rule3}</mj-text>
    <mj-spacer mj-class="gap"/>
    <mj-text>${text.next}</mj-text>
    <mj-button href="${link.charter}">${text.button}</mj-button>
  </mj-column>
</mj-section>

<mj-section>
  <mj-column>
    <mj-text mj-class="title">${text.hello}</mj-text>
    <mj-text>${text.first}</mj-text>
    <mj-text mj-class="quote">${values.link}</mj-text>
    <mj-spacer mj-class="gap"/>
    <mj-text>${text.next}</mj-text>
    <mj-button href="${link.club}">${text.button}</mj-button>
  </mj-column>
</mj-section>

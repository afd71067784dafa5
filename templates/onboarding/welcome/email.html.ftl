<mj-section>
  <mj-column>
    <mj-text mj-class="title">${text.hello}</mj-text>
    <mj-text>${text.first}</mj-text>
    <mj-text>${text.next}</mj-text>
    <mj-text><ul><li>${text.one}</li><li>${text.two}</li><li>${text.three}</li></ul></mj-text>
    <mj-button href="${link.charter}">${text.button}</mj-button>
    <mj-text>${text.end}</mj-text>
  </mj-column>
</mj-section>

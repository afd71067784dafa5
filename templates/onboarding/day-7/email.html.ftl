<mj-section>
  <mj-column>
    <mj-text mj-class="title">${text.hello}</mj-text>
    <mj-text>${text.first}</mj-text>
    <mj-text mj-class="figure">${member.points}</mj-text>
    <mj-text mj-class="caption">${text.points}</mj-text>
    <mj-spacer mj-class="gap"/>
    <mj-text>${text.next}</mj-text>
    <mj-button href="${link.runs}">${text.button}</mj-button>
  </mj-column>
</mj-section>

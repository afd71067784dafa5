<mj-section>
  <mj-column>
    <mj-text mj-class="title">${text.hello}</mj-text>
    <mj-text><#if values.volunteer?has_content>${text.first_named}<#else>${text.first}</#if></mj-text>
    <mj-text mj-class="quote"><#if values.greeting?has_content>${values.greeting}<#else>${text.words}</#if></mj-text>
    <mj-spacer mj-class="gap"/>
    <mj-text>${text.next}</mj-text>
    <mj-button href="${link.reply}">${text.button}</mj-button>
  </mj-column>
</mj-section>

<hearth-content/>

${text.signature}

--
${text.footer_why}
${text.footer_preferences}: ${link.preferences}
${text.footer_unsubscribe}: ${link.unsubscribe}

{
  "title": "${text.subject}",
  "description": "${text.card}",
  "button": "${text.button}",
  "url": "${values.link}"
}

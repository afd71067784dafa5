{
  "title": "${text.subject}",
  "description": "${text.card}",
  "fields": [
    {
      "name": "${text.caption}",
      "value": "${values.winner}"
    }
  ],
  "button": "${text.button}",
  "url": "${link.rewards}"
}

{
  "title": "${text.subject}",
  "description": "${text.card}",
  "fields": [
    {
      "name": "${text.card_points}",
      "value": "${member.points}"
    }
  ],
  "button": "${text.button}",
  "url": "${link.rewards}"
}

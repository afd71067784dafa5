{
  "type": "message.tasks.new-task",
  "member": "${member.id}",
  "community": "${community.slug}",
  "title": "${text.subject}",
  "text": "${text.card} ${values.link}"
}

{"type": "message.rewards.level-up", "member": "${member.id}", "text": "${text.thanks}"}

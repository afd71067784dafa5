${text.hello} ${text.card}

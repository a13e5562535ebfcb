@export()
@description('Texts by name.')
type texts = { *: string }

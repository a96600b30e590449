-- Run by neovim.sh: opens a rule file with a slip, and writes down what is said of it.
local said = {}
vim.cmd("edit " .. vim.env.CAVEAT_FILE)
local options = { name = "caveat", cmd = { vim.env.CAVEAT, "lsp" }, root_dir = vim.fn.getcwd() }
if vim.lsp.start then
  vim.lsp.start(options)
else
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(options))
end
vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, each in ipairs(vim.diagnostic.get(0)) do
  table.insert(said, string.format("%d:%d %s", each.lnum + 1, each.col + 1, each.message))
end
vim.fn.writefile(vim.split(table.concat(said, "\n"), "\n"), vim.env.CAVEAT_SAID)
vim.cmd("qall!")

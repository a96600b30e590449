-- Everything that `caveat lsp` knows, in rule files and their cases. Needs Neovim 0.11 or later.
vim.lsp.config("caveat", {
  cmd = { "caveat", "lsp" },
  filetypes = { "yaml" },
})
vim.lsp.enable("caveat")

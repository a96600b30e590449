-- Completion and checks for rule files. Needs Neovim 0.11 or later, the plugin nvim-lspconfig and
-- the program yaml-language-server. The path counts from the folder of the project.
vim.lsp.config("yamlls", {
  settings = {
    yaml = {
      schemas = {
        ["./rules/caveat.schema.json"] = { "rules/*.yaml", "!rules/*.fhir.yaml" },
      },
    },
  },
})
vim.lsp.enable("yamlls")

// Runs a Neovim configuration without Neovim, and says what it asked for. Entrance: neovim_calls.

import { need } from "./packages.mjs";

const { lua, lauxlib, lualib, to_jsstring, to_luastring } = need("fengari");

/// Stands for Neovim: notes each call of `vim.lsp.config` and `vim.lsp.enable`.
const before = `
local calls = {}
local function note(name)
  return function(...) calls[#calls + 1] = { name, ... } end
end
vim = { lsp = { config = note("config"), enable = note("enable") } }
local function configure()
`;
const behind = `
end
configure()
local function json(value)
  if type(value) ~= "table" then return string.format("%q", tostring(value)) end
  local parts = {}
  if #value > 0 then
    for _, each in ipairs(value) do parts[#parts + 1] = json(each) end
    return "[" .. table.concat(parts, ",") .. "]"
  end
  for key, each in pairs(value) do parts[#parts + 1] = json(key) .. ":" .. json(each) end
  return "{" .. table.concat(parts, ",") .. "}"
end
return json(calls)
`;

/// The calls that a configuration makes, in order: [["config", "yamlls", {…}], …].
export function neovim_calls(text) {
    const state = lauxlib.luaL_newstate();
    lualib.luaL_openlibs(state);
    const is_wrong =
        lauxlib.luaL_loadstring(state, to_luastring(before + text + behind)) !== lua.LUA_OK ||
        lua.lua_pcall(state, 0, 1, 0) !== lua.LUA_OK;
    const said = to_jsstring(lua.lua_tostring(state, -1));
    if (is_wrong) throw new Error(said);
    return JSON.parse(said);
}

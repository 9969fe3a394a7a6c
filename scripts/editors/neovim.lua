-- What a user of Neovim does in the project, and sees.

local function ok(what)
  io.stdout:write('ok ' .. what .. '\n')
end

local function fail(what)
  io.stdout:write('failed: ' .. what .. '\n' .. table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n')
  vim.cmd('cquit!')
end

local function await(what, condition)
  if not vim.wait(60000, condition, 20) then
    fail(what)
  end
  ok(what)
end

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number - 1, number, false)[1]
end

--- The answer of the server about the cursor, which is put at a line, counted from 1, and a column, counted from 0.
local function ask(method, number, column, more)
  vim.api.nvim_win_set_cursor(0, { number, column })
  local client = vim.lsp.get_clients({ bufnr = 0 })[1]
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer, problem = client:request_sync(method, vim.tbl_extend('force', params, more or {}), 60000, 0)
  if not answer or answer.err then
    fail(method .. ': ' .. (problem or vim.inspect(answer.err)))
  end
  return answer.result
end

local function test()
  await('the server starts', function()
    return #vim.lsp.get_clients({ bufnr = 0 }) == 1 and vim.lsp.get_clients({ bufnr = 0 })[1].initialized
  end)
  await('findings are shown', function()
    return #vim.diagnostic.get(0) > 0 and vim.diagnostic.get(0)[1].code == 'shell-form-cmd'
  end)

  local hover = ask('textDocument/hover', 6, 1)
  await('a keyword has documentation', function()
    return hover and hover.contents.value:find('COPY', 1, true) ~= nil
  end)

  local column = line(15):find('pages', 1, true) - 1
  local completion = ask('textDocument/completion', 15, column, { context = { triggerKind = 1 } })
  local labels = vim.tbl_map(function(item) return item.label end, completion.items or completion)
  await('stages are completed', function()
    return vim.tbl_contains(labels, 'packages') and vim.tbl_contains(labels, 'pages')
  end)

  local places = ask('textDocument/definition', 15, column)
  await('a stage is found', function()
    local place = places[1] or places
    return (place.range or place.targetSelectionRange).start.line == 8
  end)

  await('values of variables are shown', function()
    return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 0
  end)

  vim.api.nvim_win_set_cursor(0, { 17, 5 })
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action) return action.title:find('take the place of the shell', 1, true) ~= nil end,
  })
  await('a finding is fixed', function()
    return line(17) == 'CMD ["nginx", "-g", "daemon off;"]' and #vim.diagnostic.get(0) == 0
  end)

  vim.api.nvim_win_set_cursor(0, { 9, 18 })
  vim.lsp.buf.rename('site')
  await('a stage is renamed', function()
    return line(9) == 'FROM packages AS site' and line(15):find('--from=site', 1, true) ~= nil
  end)
  vim.cmd('qall!')
end

local passed, problem = pcall(test)
if not passed then
  fail(problem)
end

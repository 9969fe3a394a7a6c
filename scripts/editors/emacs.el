;;; emacs.el --- What a user of Emacs does in the project, and sees  -*- lexical-binding: t; -*-

(require 'cl-lib)
(require 'flymake)

(setq eglot-connect-timeout 60
      eglot-confirm-server-initiated-edits nil
      confirm-kill-processes nil
      create-lockfiles nil)

(defun slipway-test-await (what condition)
  "Wait until CONDITION gives something, and say WHAT was waited for."
  (let ((until (+ (float-time) 60)))
    (while (not (funcall condition))
      (when (> (float-time) until)
        (error "Failed: %s\n%s" what (buffer-string)))
      (accept-process-output nil 0.05)))
  (princ (format "ok %s\n" what)))

(defun slipway-test-at (text)
  "Put the cursor at the end of the first TEXT."
  (goto-char (point-min))
  (search-forward text))

(defun slipway-test-ask (method &optional more)
  "The answer to METHOD about the place of the cursor, with MORE parameters."
  (jsonrpc-request (eglot--current-server-or-lose) method
                   (append (eglot--TextDocumentPositionParams) more)))

(defun slipway-test-actions (text)
  "The actions at the cursor that have TEXT in their titles."
  (let* ((answer (jsonrpc-request
                  (eglot--current-server-or-lose) :textDocument/codeAction
                  (list :textDocument (eglot--TextDocumentIdentifier)
                        :range (list :start (eglot--pos-to-lsp-position) :end (eglot--pos-to-lsp-position))
                        :context '(:diagnostics [])))))
    (cl-remove-if-not (lambda (action) (string-search text (plist-get action :title)))
                      (append answer nil))))

(find-file "Dockerfile")
(run-hooks 'post-command-hook)

(slipway-test-await "the server starts" #'eglot-managed-p)

(slipway-test-await "findings are shown"
                    (lambda () (flymake-start) (flymake-diagnostics)))

(slipway-test-at "COP")
(let ((hover (slipway-test-ask :textDocument/hover)))
  (slipway-test-await "a keyword has documentation"
                      (lambda () (string-search "COPY" (format "%S" hover)))))

(slipway-test-at "--from=")
(let ((completion (slipway-test-ask :textDocument/completion '(:context (:triggerKind 1)))))
  (slipway-test-await "stages are completed"
                      (lambda () (string-search "packages" (format "%S" completion)))))

(slipway-test-at "CMD ng")
(let ((action (car (slipway-test-actions "take the place of the shell"))))
  (eglot--apply-workspace-edit (plist-get action :edit)))
(slipway-test-await "a finding is fixed"
                    (lambda () (string-search "CMD [\"nginx\", \"-g\", \"daemon off;\"]" (buffer-string))))

;; Without a user there is no idle time, in which Eglot would tell the server of the edit.
(eglot--signal-textDocument/didChange)
(slipway-test-at "AS pag")
(eglot-rename "site")
(slipway-test-await "a stage is renamed"
                    (lambda () (and (string-search "AS site" (buffer-string))
                                    (string-search "--from=site" (buffer-string)))))

(set-buffer-modified-p nil)
(kill-emacs 0)

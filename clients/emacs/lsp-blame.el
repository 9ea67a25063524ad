;;; lsp-blame.el --- git blame for lsp-mode -*- lexical-binding: t -*-

;; License: MIT
;; Package-Requires: ((emacs "28.1") (lsp-mode "9.0.0"))
;; Keywords: vc, tools

;;; Commentary:

;; Adds blame-language-server to lsp-mode, beside the servers that a file has
;; and in files that have none: hovers, code actions, lenses, hints, and a
;; command for each thing that can be done about a line.

;;; Code:

(require 'lsp-mode)

(defgroup lsp-blame nil
  "Git blame by blame-language-server."
  :group 'lsp-mode)

(defcustom lsp-blame-command '("blame-language-server" "--stdio")
  "Program that starts the server, and its arguments."
  :type '(repeat string))

(defcustom lsp-blame-settings nil
  "Settings of the server as a plist, as in (:inlayHint \"off\").
They are described in protocol.md.  A list of texts is a vector, no is
`:json-false'."
  :type 'plist)

(defcustom lsp-blame-modes t
  "Major modes whose files have blame, or t for all."
  :type '(choice (const :tag "All" t) (repeat symbol)))

(defun lsp-blame--wanted-p (_file mode)
  "Whether a buffer in major mode MODE has blame."
  (or (eq lsp-blame-modes t) (memq mode lsp-blame-modes)))

(defun lsp-blame--run (command)
  "Ask the server to do COMMAND about the line, or the lines of the region."
  (let ((workspace (lsp-find-workspace 'blame (buffer-file-name)))
        (first (line-number-at-pos (if (use-region-p) (region-beginning) (point)) t))
        (last (line-number-at-pos (if (use-region-p) (region-end) (point)) t)))
    (unless workspace
      (user-error "No blame here: this buffer is not managed by lsp-mode, or the server has ended"))
    (with-lsp-workspace workspace
      (lsp-request-async "workspace/executeCommand"
                         (list :command command
                               :arguments (vector first last (buffer-file-name)))
                         #'ignore :mode 'detached))))

(defmacro lsp-blame--define (name command what)
  "Define the command NAME, which asks the server for COMMAND.  WHAT it does."
  `(defun ,name ()
     ,what
     (interactive)
     (lsp-blame--run ,command)))

(lsp-blame--define lsp-blame-show "blame.show" "Tell who wrote the line.")
(lsp-blame--define lsp-blame-commit "blame.showCommit" "Show the commit that made the line.")
(lsp-blame--define lsp-blame-change "blame.showChange" "Show what that commit changed in this file.")
(lsp-blame--define lsp-blame-history "blame.lineHistory" "Show the commits that shaped the line or region.")
(lsp-blame--define lsp-blame-summary "blame.summary" "Tell who wrote the region.")
(lsp-blame--define lsp-blame-before "blame.before" "Walk to the version before the line's commit.")
(lsp-blame--define lsp-blame-forward "blame.forward" "Walk forward again.")
(lsp-blame--define lsp-blame-browse "blame.openCommit" "Open the web page of the line's commit.")
(lsp-blame--define lsp-blame-browse-request "blame.openPullRequest" "Open the pull request of the line's commit.")
(lsp-blame--define lsp-blame-copy "blame.copyCommit" "Copy the id of the line's commit.")
(lsp-blame--define lsp-blame-copy-link "blame.copyPermalink" "Copy a link to the line that stays right.")
(lsp-blame--define lsp-blame-ignore "blame.ignoreRevision" "Add the line's commit to the ignored ones.")

(lsp-register-client
 (make-lsp-client
  :new-connection (lsp-stdio-connection (lambda () lsp-blame-command))
  :activation-fn #'lsp-blame--wanted-p
  :initialization-options (lambda () (or lsp-blame-settings (make-hash-table)))
  :custom-capabilities '((experimental . ((blame . ((copy . t))))))
  :notification-handlers
  (lsp-ht ("blame/copy" (lambda (_workspace params) (kill-new (lsp-get params :text))))
          ("blame/didChange" #'ignore))
  ;; Other servers come first, and a file has them all.
  :priority -2
  :add-on? t
  :multi-root t
  :server-id 'blame))

(provide 'lsp-blame)
;;; lsp-blame.el ends here

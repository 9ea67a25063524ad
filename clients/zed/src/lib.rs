//! Finds blame-language-server for Zed, installs it where there is none, and passes it the user's settings. What the server shows
//! is its own business: an extension neither sees nor sends what editor and server say to each other.

use std::{env, fs};

use zed_extension_api::{
    self as zed, Command, EnvVars, Extension, LanguageServerId, LanguageServerInstallationStatus,
    Result, Worktree,
    serde_json::{Map, Value, json},
    settings::{CommandSettings, LspSettings},
};

/// What the program is called on the PATH, and the package on npm.
const NAME: &str = "blame-language-server";
/// The server in the directory where Zed lets this extension install packages.
const ENTRY: &str = "node_modules/blame-language-server/dist/main.js";
/// The section of settings that the server asks for.
const SECTION: &str = "blame";

struct BlameExtension {
    /// Whether the package was looked for since Zed started: every worktree asks for a command.
    package_is_ready: bool,
}

impl Extension for BlameExtension {
    fn new() -> Self {
        Self {
            package_is_ready: false,
        }
    }

    fn language_server_command(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Command> {
        let binary = lsp_settings(id, worktree)?
            .binary
            .unwrap_or(CommandSettings {
                path: None,
                arguments: None,
                env: None,
            });
        let arguments = binary.arguments.unwrap_or_else(|| vec!["--stdio".into()]);
        let env = with_additions(worktree.shell_env(), binary.env.unwrap_or_default());
        if let Some(command) = binary.path.or_else(|| worktree.which(NAME)) {
            return Ok(Command {
                command,
                args: arguments,
                env,
            });
        }
        self.make_package_ready(id)?;
        let node = zed::node_binary_path().map_err(|fault| {
            format!(
                "there is no Node to run {NAME} with ({fault}). {}",
                OTHER_WAYS
            )
        })?;
        let args = [vec![absolute(ENTRY)?], arguments].concat();
        Ok(Command {
            command: node,
            args,
            env,
        })
    }

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        let settings = lsp_settings(id, worktree)?;
        Ok(Some(section(
            settings.initialization_options.or(settings.settings),
        )))
    }

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        Ok(Some(section(lsp_settings(id, worktree)?.settings)))
    }
}

const OTHER_WAYS: &str = "You can install it yourself with \"npm install -g blame-language-server\", or name the program in \
    Zed's settings as lsp.blame.binary.path";

impl BlameExtension {
    /// Sees to it that the package is installed, in its newest version where that can be known and had.
    fn make_package_ready(&mut self, id: &LanguageServerId) -> Result<()> {
        if self.package_is_ready && is_file(ENTRY) {
            return Ok(());
        }
        let outcome = install_newest(id);
        let status = match &outcome {
            Ok(()) => LanguageServerInstallationStatus::None,
            Err(fault) => LanguageServerInstallationStatus::Failed(fault.clone()),
        };
        zed::set_language_server_installation_status(id, &status);
        self.package_is_ready = outcome.is_ok();
        outcome
    }
}

/// An older version that is there is better than none: without a network, or where installing is not allowed.
fn install_newest(id: &LanguageServerId) -> Result<()> {
    zed::set_language_server_installation_status(
        id,
        &LanguageServerInstallationStatus::CheckingForUpdate,
    );
    let installed = zed::npm_package_installed_version(NAME)
        .unwrap_or(None)
        .filter(|_| is_file(ENTRY));
    let outcome = zed::npm_package_latest_version(NAME).and_then(|newest| {
        if installed.as_ref() == Some(&newest) {
            return Ok(());
        }
        zed::set_language_server_installation_status(
            id,
            &LanguageServerInstallationStatus::Downloading,
        );
        zed::npm_install_package(NAME, &newest)
    });
    match outcome {
        Ok(()) if is_file(ENTRY) => Ok(()),
        Ok(()) => Err(format!(
            "the npm package {NAME} has no {ENTRY}. {OTHER_WAYS}"
        )),
        Err(_) if installed.is_some() && is_file(ENTRY) => Ok(()),
        Err(fault) => Err(format!(
            "{NAME} could not be installed from npm ({fault}). {OTHER_WAYS}"
        )),
    }
}

fn lsp_settings(id: &LanguageServerId, worktree: &Worktree) -> Result<LspSettings> {
    LspSettings::for_worktree(id.as_ref(), worktree)
        .map_err(|fault| format!("Zed's settings for lsp.{id} can't be read: {fault}"))
}

/// The server's section out of what the user wrote, who may have left the section's name out. Hints are off unless they are asked
/// for: Zed writes who changed the line of the cursor by itself.
fn section(written: Option<Value>) -> Value {
    let mut written = match written {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    };
    let mut settings = match written.remove(SECTION) {
        Some(Value::Object(map)) => map,
        _ => written,
    };
    settings.entry("inlayHint").or_insert_with(|| "off".into());
    json!({ SECTION: settings })
}

/// Later values win over earlier ones of the same name.
fn with_additions(
    shell: EnvVars,
    additions: impl IntoIterator<Item = (String, String)>,
) -> EnvVars {
    let mut variables: std::collections::BTreeMap<_, _> = shell.into_iter().collect();
    variables.extend(additions);
    variables.into_iter().collect()
}

fn is_file(path: &str) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_file())
}

/// Zed starts programs elsewhere than in this extension's directory.
fn absolute(path: &str) -> Result<String> {
    let here = env::current_dir()
        .map_err(|fault| format!("the extension does not know its directory: {fault}"))?;
    Ok(here.join(path).to_string_lossy().into_owned())
}

zed::register_extension!(BlameExtension);

pub type EnvVars = zed::extension::common::EnvVars;
pub type Range = zed::extension::common::Range;
pub type ContextServerConfiguration = zed::extension::context_server::ContextServerConfiguration;
pub type BuildTaskTemplate = zed::extension::dap::BuildTaskTemplate;
pub type DebugConfig = zed::extension::dap::DebugConfig;
pub type DebugAdapterBinary = zed::extension::dap::DebugAdapterBinary;
pub type DebugTaskDefinition = zed::extension::dap::DebugTaskDefinition;
pub type DebugRequest = zed::extension::dap::DebugRequest;
pub type DebugScenario = zed::extension::dap::DebugScenario;
pub type ResolvedTask = zed::extension::dap::ResolvedTask;
pub type StartDebuggingRequestArgumentsRequest = zed::extension::dap::StartDebuggingRequestArgumentsRequest;
pub type Completion = zed::extension::lsp::Completion;
pub type Symbol = zed::extension::lsp::Symbol;
pub type Command = zed::extension::process::Command;
pub type SlashCommand = zed::extension::slash_command::SlashCommand;
pub type SlashCommandArgumentCompletion = zed::extension::slash_command::SlashCommandArgumentCompletion;
pub type SlashCommandOutput = zed::extension::slash_command::SlashCommandOutput;
/// The type of a downloaded file.
#[repr(u8)]
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
pub enum DownloadedFileType {
    /// A gzipped file (`.gz`).
    Gzip,
    /// A gzipped tar archive (`.tar.gz`).
    GzipTar,
    /// A ZIP file (`.zip`).
    Zip,
    /// An uncompressed file.
    Uncompressed,
}
impl ::core::fmt::Debug for DownloadedFileType {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        match self {
            DownloadedFileType::Gzip => {
                f.debug_tuple("DownloadedFileType::Gzip").finish()
            }
            DownloadedFileType::GzipTar => {
                f.debug_tuple("DownloadedFileType::GzipTar").finish()
            }
            DownloadedFileType::Zip => f.debug_tuple("DownloadedFileType::Zip").finish(),
            DownloadedFileType::Uncompressed => {
                f.debug_tuple("DownloadedFileType::Uncompressed").finish()
            }
        }
    }
}
impl DownloadedFileType {
    #[doc(hidden)]
    pub unsafe fn _lift(val: u8) -> DownloadedFileType {
        if !cfg!(debug_assertions) {
            return ::core::mem::transmute(val);
        }
        match val {
            0 => DownloadedFileType::Gzip,
            1 => DownloadedFileType::GzipTar,
            2 => DownloadedFileType::Zip,
            3 => DownloadedFileType::Uncompressed,
            _ => panic!("invalid enum discriminant"),
        }
    }
}
/// The installation status for a language server.
#[derive(Clone)]
pub enum LanguageServerInstallationStatus {
    /// The language server has no installation status.
    None,
    /// The language server is being downloaded.
    Downloading,
    /// The language server is checking for updates.
    CheckingForUpdate,
    /// The language server installation failed for specified reason.
    Failed(_rt::String),
}
impl ::core::fmt::Debug for LanguageServerInstallationStatus {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        match self {
            LanguageServerInstallationStatus::None => {
                f.debug_tuple("LanguageServerInstallationStatus::None").finish()
            }
            LanguageServerInstallationStatus::Downloading => {
                f.debug_tuple("LanguageServerInstallationStatus::Downloading").finish()
            }
            LanguageServerInstallationStatus::CheckingForUpdate => {
                f.debug_tuple("LanguageServerInstallationStatus::CheckingForUpdate")
                    .finish()
            }
            LanguageServerInstallationStatus::Failed(e) => {
                f.debug_tuple("LanguageServerInstallationStatus::Failed")
                    .field(e)
                    .finish()
            }
        }
    }
}
#[derive(Clone)]
pub struct SettingsLocation {
    pub worktree_id: u64,
    pub path: _rt::String,
}
impl ::core::fmt::Debug for SettingsLocation {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("SettingsLocation")
            .field("worktree-id", &self.worktree_id)
            .field("path", &self.path)
            .finish()
    }
}
/// A Zed worktree.
#[derive(Debug)]
#[repr(transparent)]
pub struct Worktree {
    handle: _rt::Resource<Worktree>,
}
impl Worktree {
    #[doc(hidden)]
    pub unsafe fn from_handle(handle: u32) -> Self {
        Self {
            handle: unsafe { _rt::Resource::from_handle(handle) },
        }
    }
    #[doc(hidden)]
    pub fn take_handle(&self) -> u32 {
        _rt::Resource::take_handle(&self.handle)
    }
    #[doc(hidden)]
    pub fn handle(&self) -> u32 {
        _rt::Resource::handle(&self.handle)
    }
}
unsafe impl _rt::WasmResource for Worktree {
    #[inline]
    unsafe fn drop(_handle: u32) {
        #[cfg(not(target_arch = "wasm32"))]
        unreachable!();
        #[cfg(target_arch = "wasm32")]
        {
            #[link(wasm_import_module = "$root")]
            unsafe extern "C" {
                #[link_name = "[resource-drop]worktree"]
                fn drop(_: u32);
            }
            unsafe { drop(_handle) };
        }
    }
}
/// A Zed project.
#[derive(Debug)]
#[repr(transparent)]
pub struct Project {
    handle: _rt::Resource<Project>,
}
impl Project {
    #[doc(hidden)]
    pub unsafe fn from_handle(handle: u32) -> Self {
        Self {
            handle: unsafe { _rt::Resource::from_handle(handle) },
        }
    }
    #[doc(hidden)]
    pub fn take_handle(&self) -> u32 {
        _rt::Resource::take_handle(&self.handle)
    }
    #[doc(hidden)]
    pub fn handle(&self) -> u32 {
        _rt::Resource::handle(&self.handle)
    }
}
unsafe impl _rt::WasmResource for Project {
    #[inline]
    unsafe fn drop(_handle: u32) {
        #[cfg(not(target_arch = "wasm32"))]
        unreachable!();
        #[cfg(target_arch = "wasm32")]
        {
            #[link(wasm_import_module = "$root")]
            unsafe extern "C" {
                #[link_name = "[resource-drop]project"]
                fn drop(_: u32);
            }
            unsafe { drop(_handle) };
        }
    }
}
/// A key-value store.
#[derive(Debug)]
#[repr(transparent)]
pub struct KeyValueStore {
    handle: _rt::Resource<KeyValueStore>,
}
impl KeyValueStore {
    #[doc(hidden)]
    pub unsafe fn from_handle(handle: u32) -> Self {
        Self {
            handle: unsafe { _rt::Resource::from_handle(handle) },
        }
    }
    #[doc(hidden)]
    pub fn take_handle(&self) -> u32 {
        _rt::Resource::take_handle(&self.handle)
    }
    #[doc(hidden)]
    pub fn handle(&self) -> u32 {
        _rt::Resource::handle(&self.handle)
    }
}
unsafe impl _rt::WasmResource for KeyValueStore {
    #[inline]
    unsafe fn drop(_handle: u32) {
        #[cfg(not(target_arch = "wasm32"))]
        unreachable!();
        #[cfg(target_arch = "wasm32")]
        {
            #[link(wasm_import_module = "$root")]
            unsafe extern "C" {
                #[link_name = "[resource-drop]key-value-store"]
                fn drop(_: u32);
            }
            unsafe { drop(_handle) };
        }
    }
}
/// A span containing a code literal.
#[derive(Clone)]
pub struct CodeLabelSpanLiteral {
    /// The literal text.
    pub text: _rt::String,
    /// The name of the highlight to use for this literal.
    pub highlight_name: Option<_rt::String>,
}
impl ::core::fmt::Debug for CodeLabelSpanLiteral {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("CodeLabelSpanLiteral")
            .field("text", &self.text)
            .field("highlight-name", &self.highlight_name)
            .finish()
    }
}
/// A span within a code label.
#[derive(Clone)]
pub enum CodeLabelSpan {
    /// A range into the parsed code.
    CodeRange(Range),
    /// A span containing a code literal.
    Literal(CodeLabelSpanLiteral),
}
impl ::core::fmt::Debug for CodeLabelSpan {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        match self {
            CodeLabelSpan::CodeRange(e) => {
                f.debug_tuple("CodeLabelSpan::CodeRange").field(e).finish()
            }
            CodeLabelSpan::Literal(e) => {
                f.debug_tuple("CodeLabelSpan::Literal").field(e).finish()
            }
        }
    }
}
/// A label containing some code.
#[derive(Clone)]
pub struct CodeLabel {
    /// The source code to parse with Tree-sitter.
    pub code: _rt::String,
    /// The spans to display in the label.
    pub spans: _rt::Vec<CodeLabelSpan>,
    /// The range of the displayed label to include when filtering.
    pub filter_range: Range,
}
impl ::core::fmt::Debug for CodeLabel {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("CodeLabel")
            .field("code", &self.code)
            .field("spans", &self.spans)
            .field("filter-range", &self.filter_range)
            .finish()
    }
}
#[allow(unused_unsafe, clippy::all)]
pub fn get_settings(
    path: Option<&SettingsLocation>,
    category: &str,
    key: Option<&str>,
) -> Result<_rt::String, _rt::String> {
    unsafe {
        #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
        #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
        struct RetArea(
            [::core::mem::MaybeUninit<u8>; 3 * ::core::mem::size_of::<*const u8>()],
        );
        let mut ret_area = RetArea(
            [::core::mem::MaybeUninit::uninit(); 3 * ::core::mem::size_of::<*const u8>()],
        );
        let (result2_0, result2_1, result2_2, result2_3) = match path {
            Some(e) => {
                let SettingsLocation { worktree_id: worktree_id0, path: path0 } = e;
                let vec1 = path0;
                let ptr1 = vec1.as_ptr().cast::<u8>();
                let len1 = vec1.len();
                (1i32, _rt::as_i64(worktree_id0), ptr1.cast_mut(), len1)
            }
            None => (0i32, 0i64, ::core::ptr::null_mut(), 0usize),
        };
        let vec3 = category;
        let ptr3 = vec3.as_ptr().cast::<u8>();
        let len3 = vec3.len();
        let (result5_0, result5_1, result5_2) = match key {
            Some(e) => {
                let vec4 = e;
                let ptr4 = vec4.as_ptr().cast::<u8>();
                let len4 = vec4.len();
                (1i32, ptr4.cast_mut(), len4)
            }
            None => (0i32, ::core::ptr::null_mut(), 0usize),
        };
        let ptr6 = ret_area.0.as_mut_ptr().cast::<u8>();
        #[cfg(target_arch = "wasm32")]
        #[link(wasm_import_module = "$root")]
        unsafe extern "C" {
            #[link_name = "get-settings"]
            fn wit_import7(
                _: i32,
                _: i64,
                _: *mut u8,
                _: usize,
                _: *mut u8,
                _: usize,
                _: i32,
                _: *mut u8,
                _: usize,
                _: *mut u8,
            );
        }
        #[cfg(not(target_arch = "wasm32"))]
        unsafe extern "C" fn wit_import7(
            _: i32,
            _: i64,
            _: *mut u8,
            _: usize,
            _: *mut u8,
            _: usize,
            _: i32,
            _: *mut u8,
            _: usize,
            _: *mut u8,
        ) {
            unreachable!()
        }
        unsafe {
            wit_import7(
                result2_0,
                result2_1,
                result2_2,
                result2_3,
                ptr3.cast_mut(),
                len3,
                result5_0,
                result5_1,
                result5_2,
                ptr6,
            )
        };
        let l8 = i32::from(*ptr6.add(0).cast::<u8>());
        let result15 = match l8 {
            0 => {
                let e = {
                    let l9 = *ptr6
                        .add(::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l10 = *ptr6
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    let len11 = l10;
                    let bytes11 = _rt::Vec::from_raw_parts(l9.cast(), len11, len11);
                    _rt::string_lift(bytes11)
                };
                Ok(e)
            }
            1 => {
                let e = {
                    let l12 = *ptr6
                        .add(::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l13 = *ptr6
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    let len14 = l13;
                    let bytes14 = _rt::Vec::from_raw_parts(l12.cast(), len14, len14);
                    _rt::string_lift(bytes14)
                };
                Err(e)
            }
            _ => _rt::invalid_enum_discriminant(),
        };
        result15
    }
}
#[allow(unused_unsafe, clippy::all)]
/// Downloads a file from the given URL and saves it to the given path within the extension's
/// working directory.
///
/// The file will be extracted according to the given file type.
pub fn download_file(
    url: &str,
    file_path: &str,
    file_type: DownloadedFileType,
) -> Result<(), _rt::String> {
    unsafe {
        #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
        #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
        struct RetArea(
            [::core::mem::MaybeUninit<u8>; 3 * ::core::mem::size_of::<*const u8>()],
        );
        let mut ret_area = RetArea(
            [::core::mem::MaybeUninit::uninit(); 3 * ::core::mem::size_of::<*const u8>()],
        );
        let vec0 = url;
        let ptr0 = vec0.as_ptr().cast::<u8>();
        let len0 = vec0.len();
        let vec1 = file_path;
        let ptr1 = vec1.as_ptr().cast::<u8>();
        let len1 = vec1.len();
        let ptr2 = ret_area.0.as_mut_ptr().cast::<u8>();
        #[cfg(target_arch = "wasm32")]
        #[link(wasm_import_module = "$root")]
        unsafe extern "C" {
            #[link_name = "download-file"]
            fn wit_import3(
                _: *mut u8,
                _: usize,
                _: *mut u8,
                _: usize,
                _: i32,
                _: *mut u8,
            );
        }
        #[cfg(not(target_arch = "wasm32"))]
        unsafe extern "C" fn wit_import3(
            _: *mut u8,
            _: usize,
            _: *mut u8,
            _: usize,
            _: i32,
            _: *mut u8,
        ) {
            unreachable!()
        }
        unsafe {
            wit_import3(
                ptr0.cast_mut(),
                len0,
                ptr1.cast_mut(),
                len1,
                file_type.clone() as i32,
                ptr2,
            )
        };
        let l4 = i32::from(*ptr2.add(0).cast::<u8>());
        let result8 = match l4 {
            0 => {
                let e = ();
                Ok(e)
            }
            1 => {
                let e = {
                    let l5 = *ptr2
                        .add(::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l6 = *ptr2
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    let len7 = l6;
                    let bytes7 = _rt::Vec::from_raw_parts(l5.cast(), len7, len7);
                    _rt::string_lift(bytes7)
                };
                Err(e)
            }
            _ => _rt::invalid_enum_discriminant(),
        };
        result8
    }
}
#[allow(unused_unsafe, clippy::all)]
/// Makes the file at the given path executable.
pub fn make_file_executable(filepath: &str) -> Result<(), _rt::String> {
    unsafe {
        #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
        #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
        struct RetArea(
            [::core::mem::MaybeUninit<u8>; 3 * ::core::mem::size_of::<*const u8>()],
        );
        let mut ret_area = RetArea(
            [::core::mem::MaybeUninit::uninit(); 3 * ::core::mem::size_of::<*const u8>()],
        );
        let vec0 = filepath;
        let ptr0 = vec0.as_ptr().cast::<u8>();
        let len0 = vec0.len();
        let ptr1 = ret_area.0.as_mut_ptr().cast::<u8>();
        #[cfg(target_arch = "wasm32")]
        #[link(wasm_import_module = "$root")]
        unsafe extern "C" {
            #[link_name = "make-file-executable"]
            fn wit_import2(_: *mut u8, _: usize, _: *mut u8);
        }
        #[cfg(not(target_arch = "wasm32"))]
        unsafe extern "C" fn wit_import2(_: *mut u8, _: usize, _: *mut u8) {
            unreachable!()
        }
        unsafe { wit_import2(ptr0.cast_mut(), len0, ptr1) };
        let l3 = i32::from(*ptr1.add(0).cast::<u8>());
        let result7 = match l3 {
            0 => {
                let e = ();
                Ok(e)
            }
            1 => {
                let e = {
                    let l4 = *ptr1
                        .add(::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l5 = *ptr1
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    let len6 = l5;
                    let bytes6 = _rt::Vec::from_raw_parts(l4.cast(), len6, len6);
                    _rt::string_lift(bytes6)
                };
                Err(e)
            }
            _ => _rt::invalid_enum_discriminant(),
        };
        result7
    }
}
#[allow(unused_unsafe, clippy::all)]
/// Updates the installation status for the given language server.
pub fn set_language_server_installation_status(
    language_server_name: &str,
    status: &LanguageServerInstallationStatus,
) -> () {
    unsafe {
        let vec0 = language_server_name;
        let ptr0 = vec0.as_ptr().cast::<u8>();
        let len0 = vec0.len();
        let (result2_0, result2_1, result2_2) = match status {
            LanguageServerInstallationStatus::None => {
                (0i32, ::core::ptr::null_mut(), 0usize)
            }
            LanguageServerInstallationStatus::Downloading => {
                (1i32, ::core::ptr::null_mut(), 0usize)
            }
            LanguageServerInstallationStatus::CheckingForUpdate => {
                (2i32, ::core::ptr::null_mut(), 0usize)
            }
            LanguageServerInstallationStatus::Failed(e) => {
                let vec1 = e;
                let ptr1 = vec1.as_ptr().cast::<u8>();
                let len1 = vec1.len();
                (3i32, ptr1.cast_mut(), len1)
            }
        };
        #[cfg(target_arch = "wasm32")]
        #[link(wasm_import_module = "$root")]
        unsafe extern "C" {
            #[link_name = "set-language-server-installation-status"]
            fn wit_import3(_: *mut u8, _: usize, _: i32, _: *mut u8, _: usize);
        }
        #[cfg(not(target_arch = "wasm32"))]
        unsafe extern "C" fn wit_import3(
            _: *mut u8,
            _: usize,
            _: i32,
            _: *mut u8,
            _: usize,
        ) {
            unreachable!()
        }
        unsafe { wit_import3(ptr0.cast_mut(), len0, result2_0, result2_1, result2_2) };
    }
}
impl Worktree {
    #[allow(unused_unsafe, clippy::all)]
    /// Returns the ID of the worktree.
    pub fn id(&self) -> u64 {
        unsafe {
            #[cfg(target_arch = "wasm32")]
            #[link(wasm_import_module = "$root")]
            unsafe extern "C" {
                #[link_name = "[method]worktree.id"]
                fn wit_import0(_: i32) -> i64;
            }
            #[cfg(not(target_arch = "wasm32"))]
            unsafe extern "C" fn wit_import0(_: i32) -> i64 {
                unreachable!()
            }
            let ret = unsafe { wit_import0((self).handle() as i32) };
            ret as u64
        }
    }
}
impl Worktree {
    #[allow(unused_unsafe, clippy::all)]
    /// Returns the root path of the worktree.
    pub fn root_path(&self) -> _rt::String {
        unsafe {
            #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
            #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
            struct RetArea(
                [::core::mem::MaybeUninit<u8>; 2 * ::core::mem::size_of::<*const u8>()],
            );
            let mut ret_area = RetArea(
                [::core::mem::MaybeUninit::uninit(); 2
                    * ::core::mem::size_of::<*const u8>()],
            );
            let ptr0 = ret_area.0.as_mut_ptr().cast::<u8>();
            #[cfg(target_arch = "wasm32")]
            #[link(wasm_import_module = "$root")]
            unsafe extern "C" {
                #[link_name = "[method]worktree.root-path"]
                fn wit_import1(_: i32, _: *mut u8);
            }
            #[cfg(not(target_arch = "wasm32"))]
            unsafe extern "C" fn wit_import1(_: i32, _: *mut u8) {
                unreachable!()
            }
            unsafe { wit_import1((self).handle() as i32, ptr0) };
            let l2 = *ptr0.add(0).cast::<*mut u8>();
            let l3 = *ptr0.add(::core::mem::size_of::<*const u8>()).cast::<usize>();
            let len4 = l3;
            let bytes4 = _rt::Vec::from_raw_parts(l2.cast(), len4, len4);
            let result5 = _rt::string_lift(bytes4);
            result5
        }
    }
}
impl Worktree {
    #[allow(unused_unsafe, clippy::all)]
    /// Returns the textual contents of the specified file in the worktree.
    pub fn read_text_file(&self, path: &str) -> Result<_rt::String, _rt::String> {
        unsafe {
            #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
            #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
            struct RetArea(
                [::core::mem::MaybeUninit<u8>; 3 * ::core::mem::size_of::<*const u8>()],
            );
            let mut ret_area = RetArea(
                [::core::mem::MaybeUninit::uninit(); 3
                    * ::core::mem::size_of::<*const u8>()],
            );
            let vec0 = path;
            let ptr0 = vec0.as_ptr().cast::<u8>();
            let len0 = vec0.len();
            let ptr1 = ret_area.0.as_mut_ptr().cast::<u8>();
            #[cfg(target_arch = "wasm32")]
            #[link(wasm_import_module = "$root")]
            unsafe extern "C" {
                #[link_name = "[method]worktree.read-text-file"]
                fn wit_import2(_: i32, _: *mut u8, _: usize, _: *mut u8);
            }
            #[cfg(not(target_arch = "wasm32"))]
            unsafe extern "C" fn wit_import2(_: i32, _: *mut u8, _: usize, _: *mut u8) {
                unreachable!()
            }
            unsafe { wit_import2((self).handle() as i32, ptr0.cast_mut(), len0, ptr1) };
            let l3 = i32::from(*ptr1.add(0).cast::<u8>());
            let result10 = match l3 {
                0 => {
                    let e = {
                        let l4 = *ptr1
                            .add(::core::mem::size_of::<*const u8>())
                            .cast::<*mut u8>();
                        let l5 = *ptr1
                            .add(2 * ::core::mem::size_of::<*const u8>())
                            .cast::<usize>();
                        let len6 = l5;
                        let bytes6 = _rt::Vec::from_raw_parts(l4.cast(), len6, len6);
                        _rt::string_lift(bytes6)
                    };
                    Ok(e)
                }
                1 => {
                    let e = {
                        let l7 = *ptr1
                            .add(::core::mem::size_of::<*const u8>())
                            .cast::<*mut u8>();
                        let l8 = *ptr1
                            .add(2 * ::core::mem::size_of::<*const u8>())
                            .cast::<usize>();
                        let len9 = l8;
                        let bytes9 = _rt::Vec::from_raw_parts(l7.cast(), len9, len9);
                        _rt::string_lift(bytes9)
                    };
                    Err(e)
                }
                _ => _rt::invalid_enum_discriminant(),
            };
            result10
        }
    }
}
impl Worktree {
    #[allow(unused_unsafe, clippy::all)]
    /// Returns the path to the given binary name, if one is present on the `$PATH`.
    pub fn which(&self, binary_name: &str) -> Option<_rt::String> {
        unsafe {
            #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
            #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
            struct RetArea(
                [::core::mem::MaybeUninit<u8>; 3 * ::core::mem::size_of::<*const u8>()],
            );
            let mut ret_area = RetArea(
                [::core::mem::MaybeUninit::uninit(); 3
                    * ::core::mem::size_of::<*const u8>()],
            );
            let vec0 = binary_name;
            let ptr0 = vec0.as_ptr().cast::<u8>();
            let len0 = vec0.len();
            let ptr1 = ret_area.0.as_mut_ptr().cast::<u8>();
            #[cfg(target_arch = "wasm32")]
            #[link(wasm_import_module = "$root")]
            unsafe extern "C" {
                #[link_name = "[method]worktree.which"]
                fn wit_import2(_: i32, _: *mut u8, _: usize, _: *mut u8);
            }
            #[cfg(not(target_arch = "wasm32"))]
            unsafe extern "C" fn wit_import2(_: i32, _: *mut u8, _: usize, _: *mut u8) {
                unreachable!()
            }
            unsafe { wit_import2((self).handle() as i32, ptr0.cast_mut(), len0, ptr1) };
            let l3 = i32::from(*ptr1.add(0).cast::<u8>());
            let result7 = match l3 {
                0 => None,
                1 => {
                    let e = {
                        let l4 = *ptr1
                            .add(::core::mem::size_of::<*const u8>())
                            .cast::<*mut u8>();
                        let l5 = *ptr1
                            .add(2 * ::core::mem::size_of::<*const u8>())
                            .cast::<usize>();
                        let len6 = l5;
                        let bytes6 = _rt::Vec::from_raw_parts(l4.cast(), len6, len6);
                        _rt::string_lift(bytes6)
                    };
                    Some(e)
                }
                _ => _rt::invalid_enum_discriminant(),
            };
            result7
        }
    }
}
impl Worktree {
    #[allow(unused_unsafe, clippy::all)]
    /// Returns the current shell environment.
    pub fn shell_env(&self) -> EnvVars {
        unsafe {
            #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
            #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
            struct RetArea(
                [::core::mem::MaybeUninit<u8>; 2 * ::core::mem::size_of::<*const u8>()],
            );
            let mut ret_area = RetArea(
                [::core::mem::MaybeUninit::uninit(); 2
                    * ::core::mem::size_of::<*const u8>()],
            );
            let ptr0 = ret_area.0.as_mut_ptr().cast::<u8>();
            #[cfg(target_arch = "wasm32")]
            #[link(wasm_import_module = "$root")]
            unsafe extern "C" {
                #[link_name = "[method]worktree.shell-env"]
                fn wit_import1(_: i32, _: *mut u8);
            }
            #[cfg(not(target_arch = "wasm32"))]
            unsafe extern "C" fn wit_import1(_: i32, _: *mut u8) {
                unreachable!()
            }
            unsafe { wit_import1((self).handle() as i32, ptr0) };
            let l2 = *ptr0.add(0).cast::<*mut u8>();
            let l3 = *ptr0.add(::core::mem::size_of::<*const u8>()).cast::<usize>();
            let base10 = l2;
            let len10 = l3;
            let mut result10 = _rt::Vec::with_capacity(len10);
            for i in 0..len10 {
                let base = base10.add(i * (4 * ::core::mem::size_of::<*const u8>()));
                let e10 = {
                    let l4 = *base.add(0).cast::<*mut u8>();
                    let l5 = *base
                        .add(::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    let len6 = l5;
                    let bytes6 = _rt::Vec::from_raw_parts(l4.cast(), len6, len6);
                    let l7 = *base
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l8 = *base
                        .add(3 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    let len9 = l8;
                    let bytes9 = _rt::Vec::from_raw_parts(l7.cast(), len9, len9);
                    (_rt::string_lift(bytes6), _rt::string_lift(bytes9))
                };
                result10.push(e10);
            }
            _rt::cabi_dealloc(
                base10,
                len10 * (4 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let result11 = result10;
            result11
        }
    }
}
impl Project {
    #[allow(unused_unsafe, clippy::all)]
    /// Returns the IDs of all of the worktrees in this project.
    pub fn worktree_ids(&self) -> _rt::Vec<u64> {
        unsafe {
            #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
            #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
            struct RetArea(
                [::core::mem::MaybeUninit<u8>; 2 * ::core::mem::size_of::<*const u8>()],
            );
            let mut ret_area = RetArea(
                [::core::mem::MaybeUninit::uninit(); 2
                    * ::core::mem::size_of::<*const u8>()],
            );
            let ptr0 = ret_area.0.as_mut_ptr().cast::<u8>();
            #[cfg(target_arch = "wasm32")]
            #[link(wasm_import_module = "$root")]
            unsafe extern "C" {
                #[link_name = "[method]project.worktree-ids"]
                fn wit_import1(_: i32, _: *mut u8);
            }
            #[cfg(not(target_arch = "wasm32"))]
            unsafe extern "C" fn wit_import1(_: i32, _: *mut u8) {
                unreachable!()
            }
            unsafe { wit_import1((self).handle() as i32, ptr0) };
            let l2 = *ptr0.add(0).cast::<*mut u8>();
            let l3 = *ptr0.add(::core::mem::size_of::<*const u8>()).cast::<usize>();
            let len4 = l3;
            let result5 = _rt::Vec::from_raw_parts(l2.cast(), len4, len4);
            result5
        }
    }
}
impl KeyValueStore {
    #[allow(unused_unsafe, clippy::all)]
    /// Inserts an entry under the specified key.
    pub fn insert(&self, key: &str, value: &str) -> Result<(), _rt::String> {
        unsafe {
            #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
            #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
            struct RetArea(
                [::core::mem::MaybeUninit<u8>; 3 * ::core::mem::size_of::<*const u8>()],
            );
            let mut ret_area = RetArea(
                [::core::mem::MaybeUninit::uninit(); 3
                    * ::core::mem::size_of::<*const u8>()],
            );
            let vec0 = key;
            let ptr0 = vec0.as_ptr().cast::<u8>();
            let len0 = vec0.len();
            let vec1 = value;
            let ptr1 = vec1.as_ptr().cast::<u8>();
            let len1 = vec1.len();
            let ptr2 = ret_area.0.as_mut_ptr().cast::<u8>();
            #[cfg(target_arch = "wasm32")]
            #[link(wasm_import_module = "$root")]
            unsafe extern "C" {
                #[link_name = "[method]key-value-store.insert"]
                fn wit_import3(
                    _: i32,
                    _: *mut u8,
                    _: usize,
                    _: *mut u8,
                    _: usize,
                    _: *mut u8,
                );
            }
            #[cfg(not(target_arch = "wasm32"))]
            unsafe extern "C" fn wit_import3(
                _: i32,
                _: *mut u8,
                _: usize,
                _: *mut u8,
                _: usize,
                _: *mut u8,
            ) {
                unreachable!()
            }
            unsafe {
                wit_import3(
                    (self).handle() as i32,
                    ptr0.cast_mut(),
                    len0,
                    ptr1.cast_mut(),
                    len1,
                    ptr2,
                )
            };
            let l4 = i32::from(*ptr2.add(0).cast::<u8>());
            let result8 = match l4 {
                0 => {
                    let e = ();
                    Ok(e)
                }
                1 => {
                    let e = {
                        let l5 = *ptr2
                            .add(::core::mem::size_of::<*const u8>())
                            .cast::<*mut u8>();
                        let l6 = *ptr2
                            .add(2 * ::core::mem::size_of::<*const u8>())
                            .cast::<usize>();
                        let len7 = l6;
                        let bytes7 = _rt::Vec::from_raw_parts(l5.cast(), len7, len7);
                        _rt::string_lift(bytes7)
                    };
                    Err(e)
                }
                _ => _rt::invalid_enum_discriminant(),
            };
            result8
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_language_server_command_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: i32,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let handle1;
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let result2 = T::language_server_command(
        _rt::string_lift(bytes0),
        {
            handle1 = unsafe { Worktree::from_handle(arg2 as u32) };
            &handle1
        },
    );
    let ptr3 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result2 {
        Ok(e) => {
            *ptr3.add(0).cast::<u8>() = (0i32) as u8;
            let zed::extension::process::Command {
                command: command4,
                args: args4,
                env: env4,
            } = e;
            let vec5 = (command4.into_bytes()).into_boxed_slice();
            let ptr5 = vec5.as_ptr().cast::<u8>();
            let len5 = vec5.len();
            ::core::mem::forget(vec5);
            *ptr3.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len5;
            *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr5
                .cast_mut();
            let vec7 = args4;
            let len7 = vec7.len();
            let layout7 = _rt::alloc::Layout::from_size_align_unchecked(
                vec7.len() * (2 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let result7 = if layout7.size() != 0 {
                let ptr = _rt::alloc::alloc(layout7).cast::<u8>();
                if ptr.is_null() {
                    _rt::alloc::handle_alloc_error(layout7);
                }
                ptr
            } else {
                ::core::ptr::null_mut()
            };
            for (i, e) in vec7.into_iter().enumerate() {
                let base = result7.add(i * (2 * ::core::mem::size_of::<*const u8>()));
                {
                    let vec6 = (e.into_bytes()).into_boxed_slice();
                    let ptr6 = vec6.as_ptr().cast::<u8>();
                    let len6 = vec6.len();
                    ::core::mem::forget(vec6);
                    *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>() = len6;
                    *base.add(0).cast::<*mut u8>() = ptr6.cast_mut();
                }
            }
            *ptr3.add(4 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len7;
            *ptr3.add(3 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = result7;
            let vec11 = env4;
            let len11 = vec11.len();
            let layout11 = _rt::alloc::Layout::from_size_align_unchecked(
                vec11.len() * (4 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let result11 = if layout11.size() != 0 {
                let ptr = _rt::alloc::alloc(layout11).cast::<u8>();
                if ptr.is_null() {
                    _rt::alloc::handle_alloc_error(layout11);
                }
                ptr
            } else {
                ::core::ptr::null_mut()
            };
            for (i, e) in vec11.into_iter().enumerate() {
                let base = result11.add(i * (4 * ::core::mem::size_of::<*const u8>()));
                {
                    let (t8_0, t8_1) = e;
                    let vec9 = (t8_0.into_bytes()).into_boxed_slice();
                    let ptr9 = vec9.as_ptr().cast::<u8>();
                    let len9 = vec9.len();
                    ::core::mem::forget(vec9);
                    *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>() = len9;
                    *base.add(0).cast::<*mut u8>() = ptr9.cast_mut();
                    let vec10 = (t8_1.into_bytes()).into_boxed_slice();
                    let ptr10 = vec10.as_ptr().cast::<u8>();
                    let len10 = vec10.len();
                    ::core::mem::forget(vec10);
                    *base.add(3 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len10;
                    *base
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr10.cast_mut();
                }
            }
            *ptr3.add(6 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len11;
            *ptr3.add(5 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = result11;
        }
        Err(e) => {
            *ptr3.add(0).cast::<u8>() = (1i32) as u8;
            let vec12 = (e.into_bytes()).into_boxed_slice();
            let ptr12 = vec12.as_ptr().cast::<u8>();
            let len12 = vec12.len();
            ::core::mem::forget(vec12);
            *ptr3.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len12;
            *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr12
                .cast_mut();
        }
    };
    ptr3
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_language_server_command<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l2 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l1, l2, 1);
            let l3 = *arg0
                .add(3 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l4 = *arg0.add(4 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            let base7 = l3;
            let len7 = l4;
            for i in 0..len7 {
                let base = base7.add(i * (2 * ::core::mem::size_of::<*const u8>()));
                {
                    let l5 = *base.add(0).cast::<*mut u8>();
                    let l6 = *base
                        .add(::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l5, l6, 1);
                }
            }
            _rt::cabi_dealloc(
                base7,
                len7 * (2 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let l8 = *arg0
                .add(5 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l9 = *arg0.add(6 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            let base14 = l8;
            let len14 = l9;
            for i in 0..len14 {
                let base = base14.add(i * (4 * ::core::mem::size_of::<*const u8>()));
                {
                    let l10 = *base.add(0).cast::<*mut u8>();
                    let l11 = *base
                        .add(::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l10, l11, 1);
                    let l12 = *base
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l13 = *base
                        .add(3 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l12, l13, 1);
                }
            }
            _rt::cabi_dealloc(
                base14,
                len14 * (4 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
        }
        _ => {
            let l15 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l16 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l15, l16, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_language_server_initialization_options_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: i32,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let handle1;
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let result2 = T::language_server_initialization_options(
        _rt::string_lift(bytes0),
        {
            handle1 = unsafe { Worktree::from_handle(arg2 as u32) };
            &handle1
        },
    );
    let ptr3 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result2 {
        Ok(e) => {
            *ptr3.add(0).cast::<u8>() = (0i32) as u8;
            match e {
                Some(e) => {
                    *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<u8>() = (1i32)
                        as u8;
                    let vec4 = (e.into_bytes()).into_boxed_slice();
                    let ptr4 = vec4.as_ptr().cast::<u8>();
                    let len4 = vec4.len();
                    ::core::mem::forget(vec4);
                    *ptr3.add(3 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len4;
                    *ptr3
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr4.cast_mut();
                }
                None => {
                    *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<u8>() = (0i32)
                        as u8;
                }
            };
        }
        Err(e) => {
            *ptr3.add(0).cast::<u8>() = (1i32) as u8;
            let vec5 = (e.into_bytes()).into_boxed_slice();
            let ptr5 = vec5.as_ptr().cast::<u8>();
            let len5 = vec5.len();
            ::core::mem::forget(vec5);
            *ptr3.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len5;
            *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr5
                .cast_mut();
        }
    };
    ptr3
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_language_server_initialization_options<T: Guest>(
    arg0: *mut u8,
) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = i32::from(
                *arg0.add(::core::mem::size_of::<*const u8>()).cast::<u8>(),
            );
            match l1 {
                0 => {}
                _ => {
                    let l2 = *arg0
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l3 = *arg0
                        .add(3 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l2, l3, 1);
                }
            }
        }
        _ => {
            let l4 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l5 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l4, l5, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_language_server_workspace_configuration_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: i32,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let handle1;
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let result2 = T::language_server_workspace_configuration(
        _rt::string_lift(bytes0),
        {
            handle1 = unsafe { Worktree::from_handle(arg2 as u32) };
            &handle1
        },
    );
    let ptr3 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result2 {
        Ok(e) => {
            *ptr3.add(0).cast::<u8>() = (0i32) as u8;
            match e {
                Some(e) => {
                    *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<u8>() = (1i32)
                        as u8;
                    let vec4 = (e.into_bytes()).into_boxed_slice();
                    let ptr4 = vec4.as_ptr().cast::<u8>();
                    let len4 = vec4.len();
                    ::core::mem::forget(vec4);
                    *ptr3.add(3 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len4;
                    *ptr3
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr4.cast_mut();
                }
                None => {
                    *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<u8>() = (0i32)
                        as u8;
                }
            };
        }
        Err(e) => {
            *ptr3.add(0).cast::<u8>() = (1i32) as u8;
            let vec5 = (e.into_bytes()).into_boxed_slice();
            let ptr5 = vec5.as_ptr().cast::<u8>();
            let len5 = vec5.len();
            ::core::mem::forget(vec5);
            *ptr3.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len5;
            *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr5
                .cast_mut();
        }
    };
    ptr3
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_language_server_workspace_configuration<T: Guest>(
    arg0: *mut u8,
) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = i32::from(
                *arg0.add(::core::mem::size_of::<*const u8>()).cast::<u8>(),
            );
            match l1 {
                0 => {}
                _ => {
                    let l2 = *arg0
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l3 = *arg0
                        .add(3 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l2, l3, 1);
                }
            }
        }
        _ => {
            let l4 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l5 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l4, l5, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_language_server_additional_initialization_options_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: *mut u8,
    arg3: usize,
    arg4: i32,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let handle2;
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let len1 = arg3;
    let bytes1 = _rt::Vec::from_raw_parts(arg2.cast(), len1, len1);
    let result3 = T::language_server_additional_initialization_options(
        _rt::string_lift(bytes0),
        _rt::string_lift(bytes1),
        {
            handle2 = unsafe { Worktree::from_handle(arg4 as u32) };
            &handle2
        },
    );
    let ptr4 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result3 {
        Ok(e) => {
            *ptr4.add(0).cast::<u8>() = (0i32) as u8;
            match e {
                Some(e) => {
                    *ptr4.add(::core::mem::size_of::<*const u8>()).cast::<u8>() = (1i32)
                        as u8;
                    let vec5 = (e.into_bytes()).into_boxed_slice();
                    let ptr5 = vec5.as_ptr().cast::<u8>();
                    let len5 = vec5.len();
                    ::core::mem::forget(vec5);
                    *ptr4.add(3 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len5;
                    *ptr4
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr5.cast_mut();
                }
                None => {
                    *ptr4.add(::core::mem::size_of::<*const u8>()).cast::<u8>() = (0i32)
                        as u8;
                }
            };
        }
        Err(e) => {
            *ptr4.add(0).cast::<u8>() = (1i32) as u8;
            let vec6 = (e.into_bytes()).into_boxed_slice();
            let ptr6 = vec6.as_ptr().cast::<u8>();
            let len6 = vec6.len();
            ::core::mem::forget(vec6);
            *ptr4.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len6;
            *ptr4.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr6
                .cast_mut();
        }
    };
    ptr4
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_language_server_additional_initialization_options<T: Guest>(
    arg0: *mut u8,
) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = i32::from(
                *arg0.add(::core::mem::size_of::<*const u8>()).cast::<u8>(),
            );
            match l1 {
                0 => {}
                _ => {
                    let l2 = *arg0
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l3 = *arg0
                        .add(3 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l2, l3, 1);
                }
            }
        }
        _ => {
            let l4 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l5 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l4, l5, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_language_server_additional_workspace_configuration_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: *mut u8,
    arg3: usize,
    arg4: i32,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let handle2;
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let len1 = arg3;
    let bytes1 = _rt::Vec::from_raw_parts(arg2.cast(), len1, len1);
    let result3 = T::language_server_additional_workspace_configuration(
        _rt::string_lift(bytes0),
        _rt::string_lift(bytes1),
        {
            handle2 = unsafe { Worktree::from_handle(arg4 as u32) };
            &handle2
        },
    );
    let ptr4 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result3 {
        Ok(e) => {
            *ptr4.add(0).cast::<u8>() = (0i32) as u8;
            match e {
                Some(e) => {
                    *ptr4.add(::core::mem::size_of::<*const u8>()).cast::<u8>() = (1i32)
                        as u8;
                    let vec5 = (e.into_bytes()).into_boxed_slice();
                    let ptr5 = vec5.as_ptr().cast::<u8>();
                    let len5 = vec5.len();
                    ::core::mem::forget(vec5);
                    *ptr4.add(3 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len5;
                    *ptr4
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr5.cast_mut();
                }
                None => {
                    *ptr4.add(::core::mem::size_of::<*const u8>()).cast::<u8>() = (0i32)
                        as u8;
                }
            };
        }
        Err(e) => {
            *ptr4.add(0).cast::<u8>() = (1i32) as u8;
            let vec6 = (e.into_bytes()).into_boxed_slice();
            let ptr6 = vec6.as_ptr().cast::<u8>();
            let len6 = vec6.len();
            ::core::mem::forget(vec6);
            *ptr4.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len6;
            *ptr4.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr6
                .cast_mut();
        }
    };
    ptr4
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_language_server_additional_workspace_configuration<T: Guest>(
    arg0: *mut u8,
) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = i32::from(
                *arg0.add(::core::mem::size_of::<*const u8>()).cast::<u8>(),
            );
            match l1 {
                0 => {}
                _ => {
                    let l2 = *arg0
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l3 = *arg0
                        .add(3 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l2, l3, 1);
                }
            }
        }
        _ => {
            let l4 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l5 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l4, l5, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_labels_for_completions_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: *mut u8,
    arg3: usize,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let base25 = arg2;
    let len25 = arg3;
    let mut result25 = _rt::Vec::with_capacity(len25);
    for i in 0..len25 {
        let base = base25.add(i * (24 + 12 * ::core::mem::size_of::<*const u8>()));
        let e25 = {
            let l1 = *base.add(0).cast::<*mut u8>();
            let l2 = *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>();
            let len3 = l2;
            let bytes3 = _rt::Vec::from_raw_parts(l1.cast(), len3, len3);
            let l4 = i32::from(
                *base.add(2 * ::core::mem::size_of::<*const u8>()).cast::<u8>(),
            );
            let l13 = i32::from(
                *base.add(9 * ::core::mem::size_of::<*const u8>()).cast::<u8>(),
            );
            let l17 = i32::from(
                *base.add(12 * ::core::mem::size_of::<*const u8>()).cast::<u8>(),
            );
            let l21 = i32::from(
                *base.add(12 + 12 * ::core::mem::size_of::<*const u8>()).cast::<u8>(),
            );
            zed::extension::lsp::Completion {
                label: _rt::string_lift(bytes3),
                label_details: match l4 {
                    0 => None,
                    1 => {
                        let e = {
                            let l5 = i32::from(
                                *base
                                    .add(3 * ::core::mem::size_of::<*const u8>())
                                    .cast::<u8>(),
                            );
                            let l9 = i32::from(
                                *base
                                    .add(6 * ::core::mem::size_of::<*const u8>())
                                    .cast::<u8>(),
                            );
                            zed::extension::lsp::CompletionLabelDetails {
                                detail: match l5 {
                                    0 => None,
                                    1 => {
                                        let e = {
                                            let l6 = *base
                                                .add(4 * ::core::mem::size_of::<*const u8>())
                                                .cast::<*mut u8>();
                                            let l7 = *base
                                                .add(5 * ::core::mem::size_of::<*const u8>())
                                                .cast::<usize>();
                                            let len8 = l7;
                                            let bytes8 = _rt::Vec::from_raw_parts(
                                                l6.cast(),
                                                len8,
                                                len8,
                                            );
                                            _rt::string_lift(bytes8)
                                        };
                                        Some(e)
                                    }
                                    _ => _rt::invalid_enum_discriminant(),
                                },
                                description: match l9 {
                                    0 => None,
                                    1 => {
                                        let e = {
                                            let l10 = *base
                                                .add(7 * ::core::mem::size_of::<*const u8>())
                                                .cast::<*mut u8>();
                                            let l11 = *base
                                                .add(8 * ::core::mem::size_of::<*const u8>())
                                                .cast::<usize>();
                                            let len12 = l11;
                                            let bytes12 = _rt::Vec::from_raw_parts(
                                                l10.cast(),
                                                len12,
                                                len12,
                                            );
                                            _rt::string_lift(bytes12)
                                        };
                                        Some(e)
                                    }
                                    _ => _rt::invalid_enum_discriminant(),
                                },
                            }
                        };
                        Some(e)
                    }
                    _ => _rt::invalid_enum_discriminant(),
                },
                detail: match l13 {
                    0 => None,
                    1 => {
                        let e = {
                            let l14 = *base
                                .add(10 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l15 = *base
                                .add(11 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            let len16 = l15;
                            let bytes16 = _rt::Vec::from_raw_parts(
                                l14.cast(),
                                len16,
                                len16,
                            );
                            _rt::string_lift(bytes16)
                        };
                        Some(e)
                    }
                    _ => _rt::invalid_enum_discriminant(),
                },
                kind: match l17 {
                    0 => None,
                    1 => {
                        let e = {
                            let l18 = i32::from(
                                *base
                                    .add(4 + 12 * ::core::mem::size_of::<*const u8>())
                                    .cast::<u8>(),
                            );
                            use zed::extension::lsp::CompletionKind as V20;
                            let v20 = match l18 {
                                0 => V20::Text,
                                1 => V20::Method,
                                2 => V20::Function,
                                3 => V20::Constructor,
                                4 => V20::Field,
                                5 => V20::Variable,
                                6 => V20::Class,
                                7 => V20::Interface,
                                8 => V20::Module,
                                9 => V20::Property,
                                10 => V20::Unit,
                                11 => V20::Value,
                                12 => V20::Enum,
                                13 => V20::Keyword,
                                14 => V20::Snippet,
                                15 => V20::Color,
                                16 => V20::File,
                                17 => V20::Reference,
                                18 => V20::Folder,
                                19 => V20::EnumMember,
                                20 => V20::Constant,
                                21 => V20::Struct,
                                22 => V20::Event,
                                23 => V20::Operator,
                                24 => V20::TypeParameter,
                                n => {
                                    debug_assert_eq!(n, 25, "invalid enum discriminant");
                                    let e20 = {
                                        let l19 = *base
                                            .add(8 + 12 * ::core::mem::size_of::<*const u8>())
                                            .cast::<i32>();
                                        l19
                                    };
                                    V20::Other(e20)
                                }
                            };
                            v20
                        };
                        Some(e)
                    }
                    _ => _rt::invalid_enum_discriminant(),
                },
                insert_text_format: match l21 {
                    0 => None,
                    1 => {
                        let e = {
                            let l22 = i32::from(
                                *base
                                    .add(16 + 12 * ::core::mem::size_of::<*const u8>())
                                    .cast::<u8>(),
                            );
                            use zed::extension::lsp::InsertTextFormat as V24;
                            let v24 = match l22 {
                                0 => V24::PlainText,
                                1 => V24::Snippet,
                                n => {
                                    debug_assert_eq!(n, 2, "invalid enum discriminant");
                                    let e24 = {
                                        let l23 = *base
                                            .add(20 + 12 * ::core::mem::size_of::<*const u8>())
                                            .cast::<i32>();
                                        l23
                                    };
                                    V24::Other(e24)
                                }
                            };
                            v24
                        };
                        Some(e)
                    }
                    _ => _rt::invalid_enum_discriminant(),
                },
            }
        };
        result25.push(e25);
    }
    _rt::cabi_dealloc(
        base25,
        len25 * (24 + 12 * ::core::mem::size_of::<*const u8>()),
        ::core::mem::size_of::<*const u8>(),
    );
    let result26 = T::labels_for_completions(_rt::string_lift(bytes0), result25);
    let ptr27 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result26 {
        Ok(e) => {
            *ptr27.add(0).cast::<u8>() = (0i32) as u8;
            let vec36 = e;
            let len36 = vec36.len();
            let layout36 = _rt::alloc::Layout::from_size_align_unchecked(
                vec36.len() * (8 + 5 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let result36 = if layout36.size() != 0 {
                let ptr = _rt::alloc::alloc(layout36).cast::<u8>();
                if ptr.is_null() {
                    _rt::alloc::handle_alloc_error(layout36);
                }
                ptr
            } else {
                ::core::ptr::null_mut()
            };
            for (i, e) in vec36.into_iter().enumerate() {
                let base = result36
                    .add(i * (8 + 5 * ::core::mem::size_of::<*const u8>()));
                {
                    match e {
                        Some(e) => {
                            *base.add(0).cast::<u8>() = (1i32) as u8;
                            let CodeLabel {
                                code: code28,
                                spans: spans28,
                                filter_range: filter_range28,
                            } = e;
                            let vec29 = (code28.into_bytes()).into_boxed_slice();
                            let ptr29 = vec29.as_ptr().cast::<u8>();
                            let len29 = vec29.len();
                            ::core::mem::forget(vec29);
                            *base
                                .add(2 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len29;
                            *base
                                .add(::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = ptr29.cast_mut();
                            let vec34 = spans28;
                            let len34 = vec34.len();
                            let layout34 = _rt::alloc::Layout::from_size_align_unchecked(
                                vec34.len() * (6 * ::core::mem::size_of::<*const u8>()),
                                ::core::mem::size_of::<*const u8>(),
                            );
                            let result34 = if layout34.size() != 0 {
                                let ptr = _rt::alloc::alloc(layout34).cast::<u8>();
                                if ptr.is_null() {
                                    _rt::alloc::handle_alloc_error(layout34);
                                }
                                ptr
                            } else {
                                ::core::ptr::null_mut()
                            };
                            for (i, e) in vec34.into_iter().enumerate() {
                                let base = result34
                                    .add(i * (6 * ::core::mem::size_of::<*const u8>()));
                                {
                                    match e {
                                        CodeLabelSpan::CodeRange(e) => {
                                            *base.add(0).cast::<u8>() = (0i32) as u8;
                                            let zed::extension::common::Range {
                                                start: start30,
                                                end: end30,
                                            } = e;
                                            *base
                                                .add(::core::mem::size_of::<*const u8>())
                                                .cast::<i32>() = _rt::as_i32(start30);
                                            *base
                                                .add(4 + 1 * ::core::mem::size_of::<*const u8>())
                                                .cast::<i32>() = _rt::as_i32(end30);
                                        }
                                        CodeLabelSpan::Literal(e) => {
                                            *base.add(0).cast::<u8>() = (1i32) as u8;
                                            let CodeLabelSpanLiteral {
                                                text: text31,
                                                highlight_name: highlight_name31,
                                            } = e;
                                            let vec32 = (text31.into_bytes()).into_boxed_slice();
                                            let ptr32 = vec32.as_ptr().cast::<u8>();
                                            let len32 = vec32.len();
                                            ::core::mem::forget(vec32);
                                            *base
                                                .add(2 * ::core::mem::size_of::<*const u8>())
                                                .cast::<usize>() = len32;
                                            *base
                                                .add(::core::mem::size_of::<*const u8>())
                                                .cast::<*mut u8>() = ptr32.cast_mut();
                                            match highlight_name31 {
                                                Some(e) => {
                                                    *base
                                                        .add(3 * ::core::mem::size_of::<*const u8>())
                                                        .cast::<u8>() = (1i32) as u8;
                                                    let vec33 = (e.into_bytes()).into_boxed_slice();
                                                    let ptr33 = vec33.as_ptr().cast::<u8>();
                                                    let len33 = vec33.len();
                                                    ::core::mem::forget(vec33);
                                                    *base
                                                        .add(5 * ::core::mem::size_of::<*const u8>())
                                                        .cast::<usize>() = len33;
                                                    *base
                                                        .add(4 * ::core::mem::size_of::<*const u8>())
                                                        .cast::<*mut u8>() = ptr33.cast_mut();
                                                }
                                                None => {
                                                    *base
                                                        .add(3 * ::core::mem::size_of::<*const u8>())
                                                        .cast::<u8>() = (0i32) as u8;
                                                }
                                            };
                                        }
                                    }
                                }
                            }
                            *base
                                .add(4 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len34;
                            *base
                                .add(3 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = result34;
                            let zed::extension::common::Range {
                                start: start35,
                                end: end35,
                            } = filter_range28;
                            *base
                                .add(5 * ::core::mem::size_of::<*const u8>())
                                .cast::<i32>() = _rt::as_i32(start35);
                            *base
                                .add(4 + 5 * ::core::mem::size_of::<*const u8>())
                                .cast::<i32>() = _rt::as_i32(end35);
                        }
                        None => {
                            *base.add(0).cast::<u8>() = (0i32) as u8;
                        }
                    };
                }
            }
            *ptr27.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len36;
            *ptr27.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = result36;
        }
        Err(e) => {
            *ptr27.add(0).cast::<u8>() = (1i32) as u8;
            let vec37 = (e.into_bytes()).into_boxed_slice();
            let ptr37 = vec37.as_ptr().cast::<u8>();
            let len37 = vec37.len();
            ::core::mem::forget(vec37);
            *ptr27.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len37;
            *ptr27.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr37
                .cast_mut();
        }
    };
    ptr27
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_labels_for_completions<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l2 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            let base15 = l1;
            let len15 = l2;
            for i in 0..len15 {
                let base = base15.add(i * (8 + 5 * ::core::mem::size_of::<*const u8>()));
                {
                    let l3 = i32::from(*base.add(0).cast::<u8>());
                    match l3 {
                        0 => {}
                        _ => {
                            let l4 = *base
                                .add(::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l5 = *base
                                .add(2 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            _rt::cabi_dealloc(l4, l5, 1);
                            let l6 = *base
                                .add(3 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l7 = *base
                                .add(4 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            let base14 = l6;
                            let len14 = l7;
                            for i in 0..len14 {
                                let base = base14
                                    .add(i * (6 * ::core::mem::size_of::<*const u8>()));
                                {
                                    let l8 = i32::from(*base.add(0).cast::<u8>());
                                    match l8 {
                                        0 => {}
                                        _ => {
                                            let l9 = *base
                                                .add(::core::mem::size_of::<*const u8>())
                                                .cast::<*mut u8>();
                                            let l10 = *base
                                                .add(2 * ::core::mem::size_of::<*const u8>())
                                                .cast::<usize>();
                                            _rt::cabi_dealloc(l9, l10, 1);
                                            let l11 = i32::from(
                                                *base
                                                    .add(3 * ::core::mem::size_of::<*const u8>())
                                                    .cast::<u8>(),
                                            );
                                            match l11 {
                                                0 => {}
                                                _ => {
                                                    let l12 = *base
                                                        .add(4 * ::core::mem::size_of::<*const u8>())
                                                        .cast::<*mut u8>();
                                                    let l13 = *base
                                                        .add(5 * ::core::mem::size_of::<*const u8>())
                                                        .cast::<usize>();
                                                    _rt::cabi_dealloc(l12, l13, 1);
                                                }
                                            }
                                        }
                                    }
                                }
                            }
                            _rt::cabi_dealloc(
                                base14,
                                len14 * (6 * ::core::mem::size_of::<*const u8>()),
                                ::core::mem::size_of::<*const u8>(),
                            );
                        }
                    }
                }
            }
            _rt::cabi_dealloc(
                base15,
                len15 * (8 + 5 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
        }
        _ => {
            let l16 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l17 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l16, l17, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_labels_for_symbols_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: *mut u8,
    arg3: usize,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let base7 = arg2;
    let len7 = arg3;
    let mut result7 = _rt::Vec::with_capacity(len7);
    for i in 0..len7 {
        let base = base7.add(i * (8 + 2 * ::core::mem::size_of::<*const u8>()));
        let e7 = {
            let l1 = i32::from(*base.add(0).cast::<u8>());
            use zed::extension::lsp::SymbolKind as V3;
            let v3 = match l1 {
                0 => V3::File,
                1 => V3::Module,
                2 => V3::Namespace,
                3 => V3::Package,
                4 => V3::Class,
                5 => V3::Method,
                6 => V3::Property,
                7 => V3::Field,
                8 => V3::Constructor,
                9 => V3::Enum,
                10 => V3::Interface,
                11 => V3::Function,
                12 => V3::Variable,
                13 => V3::Constant,
                14 => V3::String,
                15 => V3::Number,
                16 => V3::Boolean,
                17 => V3::Array,
                18 => V3::Object,
                19 => V3::Key,
                20 => V3::Null,
                21 => V3::EnumMember,
                22 => V3::Struct,
                23 => V3::Event,
                24 => V3::Operator,
                25 => V3::TypeParameter,
                n => {
                    debug_assert_eq!(n, 26, "invalid enum discriminant");
                    let e3 = {
                        let l2 = *base.add(4).cast::<i32>();
                        l2
                    };
                    V3::Other(e3)
                }
            };
            let l4 = *base.add(8).cast::<*mut u8>();
            let l5 = *base
                .add(8 + 1 * ::core::mem::size_of::<*const u8>())
                .cast::<usize>();
            let len6 = l5;
            let bytes6 = _rt::Vec::from_raw_parts(l4.cast(), len6, len6);
            zed::extension::lsp::Symbol {
                kind: v3,
                name: _rt::string_lift(bytes6),
            }
        };
        result7.push(e7);
    }
    _rt::cabi_dealloc(
        base7,
        len7 * (8 + 2 * ::core::mem::size_of::<*const u8>()),
        ::core::mem::size_of::<*const u8>(),
    );
    let result8 = T::labels_for_symbols(_rt::string_lift(bytes0), result7);
    let ptr9 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result8 {
        Ok(e) => {
            *ptr9.add(0).cast::<u8>() = (0i32) as u8;
            let vec18 = e;
            let len18 = vec18.len();
            let layout18 = _rt::alloc::Layout::from_size_align_unchecked(
                vec18.len() * (8 + 5 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let result18 = if layout18.size() != 0 {
                let ptr = _rt::alloc::alloc(layout18).cast::<u8>();
                if ptr.is_null() {
                    _rt::alloc::handle_alloc_error(layout18);
                }
                ptr
            } else {
                ::core::ptr::null_mut()
            };
            for (i, e) in vec18.into_iter().enumerate() {
                let base = result18
                    .add(i * (8 + 5 * ::core::mem::size_of::<*const u8>()));
                {
                    match e {
                        Some(e) => {
                            *base.add(0).cast::<u8>() = (1i32) as u8;
                            let CodeLabel {
                                code: code10,
                                spans: spans10,
                                filter_range: filter_range10,
                            } = e;
                            let vec11 = (code10.into_bytes()).into_boxed_slice();
                            let ptr11 = vec11.as_ptr().cast::<u8>();
                            let len11 = vec11.len();
                            ::core::mem::forget(vec11);
                            *base
                                .add(2 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len11;
                            *base
                                .add(::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = ptr11.cast_mut();
                            let vec16 = spans10;
                            let len16 = vec16.len();
                            let layout16 = _rt::alloc::Layout::from_size_align_unchecked(
                                vec16.len() * (6 * ::core::mem::size_of::<*const u8>()),
                                ::core::mem::size_of::<*const u8>(),
                            );
                            let result16 = if layout16.size() != 0 {
                                let ptr = _rt::alloc::alloc(layout16).cast::<u8>();
                                if ptr.is_null() {
                                    _rt::alloc::handle_alloc_error(layout16);
                                }
                                ptr
                            } else {
                                ::core::ptr::null_mut()
                            };
                            for (i, e) in vec16.into_iter().enumerate() {
                                let base = result16
                                    .add(i * (6 * ::core::mem::size_of::<*const u8>()));
                                {
                                    match e {
                                        CodeLabelSpan::CodeRange(e) => {
                                            *base.add(0).cast::<u8>() = (0i32) as u8;
                                            let zed::extension::common::Range {
                                                start: start12,
                                                end: end12,
                                            } = e;
                                            *base
                                                .add(::core::mem::size_of::<*const u8>())
                                                .cast::<i32>() = _rt::as_i32(start12);
                                            *base
                                                .add(4 + 1 * ::core::mem::size_of::<*const u8>())
                                                .cast::<i32>() = _rt::as_i32(end12);
                                        }
                                        CodeLabelSpan::Literal(e) => {
                                            *base.add(0).cast::<u8>() = (1i32) as u8;
                                            let CodeLabelSpanLiteral {
                                                text: text13,
                                                highlight_name: highlight_name13,
                                            } = e;
                                            let vec14 = (text13.into_bytes()).into_boxed_slice();
                                            let ptr14 = vec14.as_ptr().cast::<u8>();
                                            let len14 = vec14.len();
                                            ::core::mem::forget(vec14);
                                            *base
                                                .add(2 * ::core::mem::size_of::<*const u8>())
                                                .cast::<usize>() = len14;
                                            *base
                                                .add(::core::mem::size_of::<*const u8>())
                                                .cast::<*mut u8>() = ptr14.cast_mut();
                                            match highlight_name13 {
                                                Some(e) => {
                                                    *base
                                                        .add(3 * ::core::mem::size_of::<*const u8>())
                                                        .cast::<u8>() = (1i32) as u8;
                                                    let vec15 = (e.into_bytes()).into_boxed_slice();
                                                    let ptr15 = vec15.as_ptr().cast::<u8>();
                                                    let len15 = vec15.len();
                                                    ::core::mem::forget(vec15);
                                                    *base
                                                        .add(5 * ::core::mem::size_of::<*const u8>())
                                                        .cast::<usize>() = len15;
                                                    *base
                                                        .add(4 * ::core::mem::size_of::<*const u8>())
                                                        .cast::<*mut u8>() = ptr15.cast_mut();
                                                }
                                                None => {
                                                    *base
                                                        .add(3 * ::core::mem::size_of::<*const u8>())
                                                        .cast::<u8>() = (0i32) as u8;
                                                }
                                            };
                                        }
                                    }
                                }
                            }
                            *base
                                .add(4 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len16;
                            *base
                                .add(3 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = result16;
                            let zed::extension::common::Range {
                                start: start17,
                                end: end17,
                            } = filter_range10;
                            *base
                                .add(5 * ::core::mem::size_of::<*const u8>())
                                .cast::<i32>() = _rt::as_i32(start17);
                            *base
                                .add(4 + 5 * ::core::mem::size_of::<*const u8>())
                                .cast::<i32>() = _rt::as_i32(end17);
                        }
                        None => {
                            *base.add(0).cast::<u8>() = (0i32) as u8;
                        }
                    };
                }
            }
            *ptr9.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len18;
            *ptr9.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = result18;
        }
        Err(e) => {
            *ptr9.add(0).cast::<u8>() = (1i32) as u8;
            let vec19 = (e.into_bytes()).into_boxed_slice();
            let ptr19 = vec19.as_ptr().cast::<u8>();
            let len19 = vec19.len();
            ::core::mem::forget(vec19);
            *ptr9.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len19;
            *ptr9.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr19
                .cast_mut();
        }
    };
    ptr9
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_labels_for_symbols<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l2 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            let base15 = l1;
            let len15 = l2;
            for i in 0..len15 {
                let base = base15.add(i * (8 + 5 * ::core::mem::size_of::<*const u8>()));
                {
                    let l3 = i32::from(*base.add(0).cast::<u8>());
                    match l3 {
                        0 => {}
                        _ => {
                            let l4 = *base
                                .add(::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l5 = *base
                                .add(2 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            _rt::cabi_dealloc(l4, l5, 1);
                            let l6 = *base
                                .add(3 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l7 = *base
                                .add(4 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            let base14 = l6;
                            let len14 = l7;
                            for i in 0..len14 {
                                let base = base14
                                    .add(i * (6 * ::core::mem::size_of::<*const u8>()));
                                {
                                    let l8 = i32::from(*base.add(0).cast::<u8>());
                                    match l8 {
                                        0 => {}
                                        _ => {
                                            let l9 = *base
                                                .add(::core::mem::size_of::<*const u8>())
                                                .cast::<*mut u8>();
                                            let l10 = *base
                                                .add(2 * ::core::mem::size_of::<*const u8>())
                                                .cast::<usize>();
                                            _rt::cabi_dealloc(l9, l10, 1);
                                            let l11 = i32::from(
                                                *base
                                                    .add(3 * ::core::mem::size_of::<*const u8>())
                                                    .cast::<u8>(),
                                            );
                                            match l11 {
                                                0 => {}
                                                _ => {
                                                    let l12 = *base
                                                        .add(4 * ::core::mem::size_of::<*const u8>())
                                                        .cast::<*mut u8>();
                                                    let l13 = *base
                                                        .add(5 * ::core::mem::size_of::<*const u8>())
                                                        .cast::<usize>();
                                                    _rt::cabi_dealloc(l12, l13, 1);
                                                }
                                            }
                                        }
                                    }
                                }
                            }
                            _rt::cabi_dealloc(
                                base14,
                                len14 * (6 * ::core::mem::size_of::<*const u8>()),
                                ::core::mem::size_of::<*const u8>(),
                            );
                        }
                    }
                }
            }
            _rt::cabi_dealloc(
                base15,
                len15 * (8 + 5 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
        }
        _ => {
            let l16 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l17 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l16, l17, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_complete_slash_command_argument_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: *mut u8,
    arg3: usize,
    arg4: *mut u8,
    arg5: usize,
    arg6: i32,
    arg7: *mut u8,
    arg8: usize,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let len1 = arg3;
    let bytes1 = _rt::Vec::from_raw_parts(arg2.cast(), len1, len1);
    let len2 = arg5;
    let bytes2 = _rt::Vec::from_raw_parts(arg4.cast(), len2, len2);
    let base6 = arg7;
    let len6 = arg8;
    let mut result6 = _rt::Vec::with_capacity(len6);
    for i in 0..len6 {
        let base = base6.add(i * (2 * ::core::mem::size_of::<*const u8>()));
        let e6 = {
            let l3 = *base.add(0).cast::<*mut u8>();
            let l4 = *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>();
            let len5 = l4;
            let bytes5 = _rt::Vec::from_raw_parts(l3.cast(), len5, len5);
            _rt::string_lift(bytes5)
        };
        result6.push(e6);
    }
    _rt::cabi_dealloc(
        base6,
        len6 * (2 * ::core::mem::size_of::<*const u8>()),
        ::core::mem::size_of::<*const u8>(),
    );
    let result7 = T::complete_slash_command_argument(
        zed::extension::slash_command::SlashCommand {
            name: _rt::string_lift(bytes0),
            description: _rt::string_lift(bytes1),
            tooltip_text: _rt::string_lift(bytes2),
            requires_argument: _rt::bool_lift(arg6 as u8),
        },
        result6,
    );
    let ptr8 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result7 {
        Ok(e) => {
            *ptr8.add(0).cast::<u8>() = (0i32) as u8;
            let vec12 = e;
            let len12 = vec12.len();
            let layout12 = _rt::alloc::Layout::from_size_align_unchecked(
                vec12.len() * (5 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let result12 = if layout12.size() != 0 {
                let ptr = _rt::alloc::alloc(layout12).cast::<u8>();
                if ptr.is_null() {
                    _rt::alloc::handle_alloc_error(layout12);
                }
                ptr
            } else {
                ::core::ptr::null_mut()
            };
            for (i, e) in vec12.into_iter().enumerate() {
                let base = result12.add(i * (5 * ::core::mem::size_of::<*const u8>()));
                {
                    let zed::extension::slash_command::SlashCommandArgumentCompletion {
                        label: label9,
                        new_text: new_text9,
                        run_command: run_command9,
                    } = e;
                    let vec10 = (label9.into_bytes()).into_boxed_slice();
                    let ptr10 = vec10.as_ptr().cast::<u8>();
                    let len10 = vec10.len();
                    ::core::mem::forget(vec10);
                    *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>() = len10;
                    *base.add(0).cast::<*mut u8>() = ptr10.cast_mut();
                    let vec11 = (new_text9.into_bytes()).into_boxed_slice();
                    let ptr11 = vec11.as_ptr().cast::<u8>();
                    let len11 = vec11.len();
                    ::core::mem::forget(vec11);
                    *base.add(3 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len11;
                    *base
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr11.cast_mut();
                    *base.add(4 * ::core::mem::size_of::<*const u8>()).cast::<u8>() = (match run_command9 {
                        true => 1,
                        false => 0,
                    }) as u8;
                }
            }
            *ptr8.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len12;
            *ptr8.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = result12;
        }
        Err(e) => {
            *ptr8.add(0).cast::<u8>() = (1i32) as u8;
            let vec13 = (e.into_bytes()).into_boxed_slice();
            let ptr13 = vec13.as_ptr().cast::<u8>();
            let len13 = vec13.len();
            ::core::mem::forget(vec13);
            *ptr8.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len13;
            *ptr8.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr13
                .cast_mut();
        }
    };
    ptr8
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_complete_slash_command_argument<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l2 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            let base7 = l1;
            let len7 = l2;
            for i in 0..len7 {
                let base = base7.add(i * (5 * ::core::mem::size_of::<*const u8>()));
                {
                    let l3 = *base.add(0).cast::<*mut u8>();
                    let l4 = *base
                        .add(::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l3, l4, 1);
                    let l5 = *base
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l6 = *base
                        .add(3 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l5, l6, 1);
                }
            }
            _rt::cabi_dealloc(
                base7,
                len7 * (5 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
        }
        _ => {
            let l8 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l9 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l8, l9, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_run_slash_command_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: *mut u8,
    arg3: usize,
    arg4: *mut u8,
    arg5: usize,
    arg6: i32,
    arg7: *mut u8,
    arg8: usize,
    arg9: i32,
    arg10: i32,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let handle7;
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let len1 = arg3;
    let bytes1 = _rt::Vec::from_raw_parts(arg2.cast(), len1, len1);
    let len2 = arg5;
    let bytes2 = _rt::Vec::from_raw_parts(arg4.cast(), len2, len2);
    let base6 = arg7;
    let len6 = arg8;
    let mut result6 = _rt::Vec::with_capacity(len6);
    for i in 0..len6 {
        let base = base6.add(i * (2 * ::core::mem::size_of::<*const u8>()));
        let e6 = {
            let l3 = *base.add(0).cast::<*mut u8>();
            let l4 = *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>();
            let len5 = l4;
            let bytes5 = _rt::Vec::from_raw_parts(l3.cast(), len5, len5);
            _rt::string_lift(bytes5)
        };
        result6.push(e6);
    }
    _rt::cabi_dealloc(
        base6,
        len6 * (2 * ::core::mem::size_of::<*const u8>()),
        ::core::mem::size_of::<*const u8>(),
    );
    let result8 = T::run_slash_command(
        zed::extension::slash_command::SlashCommand {
            name: _rt::string_lift(bytes0),
            description: _rt::string_lift(bytes1),
            tooltip_text: _rt::string_lift(bytes2),
            requires_argument: _rt::bool_lift(arg6 as u8),
        },
        result6,
        match arg9 {
            0 => None,
            1 => {
                let e = {
                    handle7 = unsafe { Worktree::from_handle(arg10 as u32) };
                    &handle7
                };
                Some(e)
            }
            _ => _rt::invalid_enum_discriminant(),
        },
    );
    let ptr9 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result8 {
        Ok(e) => {
            *ptr9.add(0).cast::<u8>() = (0i32) as u8;
            let zed::extension::slash_command::SlashCommandOutput {
                text: text10,
                sections: sections10,
            } = e;
            let vec11 = (text10.into_bytes()).into_boxed_slice();
            let ptr11 = vec11.as_ptr().cast::<u8>();
            let len11 = vec11.len();
            ::core::mem::forget(vec11);
            *ptr9.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len11;
            *ptr9.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr11
                .cast_mut();
            let vec15 = sections10;
            let len15 = vec15.len();
            let layout15 = _rt::alloc::Layout::from_size_align_unchecked(
                vec15.len() * (8 + 2 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let result15 = if layout15.size() != 0 {
                let ptr = _rt::alloc::alloc(layout15).cast::<u8>();
                if ptr.is_null() {
                    _rt::alloc::handle_alloc_error(layout15);
                }
                ptr
            } else {
                ::core::ptr::null_mut()
            };
            for (i, e) in vec15.into_iter().enumerate() {
                let base = result15
                    .add(i * (8 + 2 * ::core::mem::size_of::<*const u8>()));
                {
                    let zed::extension::slash_command::SlashCommandOutputSection {
                        range: range12,
                        label: label12,
                    } = e;
                    let zed::extension::common::Range { start: start13, end: end13 } = range12;
                    *base.add(0).cast::<i32>() = _rt::as_i32(start13);
                    *base.add(4).cast::<i32>() = _rt::as_i32(end13);
                    let vec14 = (label12.into_bytes()).into_boxed_slice();
                    let ptr14 = vec14.as_ptr().cast::<u8>();
                    let len14 = vec14.len();
                    ::core::mem::forget(vec14);
                    *base
                        .add(8 + 1 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>() = len14;
                    *base.add(8).cast::<*mut u8>() = ptr14.cast_mut();
                }
            }
            *ptr9.add(4 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len15;
            *ptr9.add(3 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = result15;
        }
        Err(e) => {
            *ptr9.add(0).cast::<u8>() = (1i32) as u8;
            let vec16 = (e.into_bytes()).into_boxed_slice();
            let ptr16 = vec16.as_ptr().cast::<u8>();
            let len16 = vec16.len();
            ::core::mem::forget(vec16);
            *ptr9.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len16;
            *ptr9.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr16
                .cast_mut();
        }
    };
    ptr9
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_run_slash_command<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l2 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l1, l2, 1);
            let l3 = *arg0
                .add(3 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l4 = *arg0.add(4 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            let base7 = l3;
            let len7 = l4;
            for i in 0..len7 {
                let base = base7.add(i * (8 + 2 * ::core::mem::size_of::<*const u8>()));
                {
                    let l5 = *base.add(8).cast::<*mut u8>();
                    let l6 = *base
                        .add(8 + 1 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l5, l6, 1);
                }
            }
            _rt::cabi_dealloc(
                base7,
                len7 * (8 + 2 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
        }
        _ => {
            let l8 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l9 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l8, l9, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_context_server_command_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: i32,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let handle1;
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let result2 = T::context_server_command(
        _rt::string_lift(bytes0),
        {
            handle1 = unsafe { Project::from_handle(arg2 as u32) };
            &handle1
        },
    );
    let ptr3 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result2 {
        Ok(e) => {
            *ptr3.add(0).cast::<u8>() = (0i32) as u8;
            let zed::extension::process::Command {
                command: command4,
                args: args4,
                env: env4,
            } = e;
            let vec5 = (command4.into_bytes()).into_boxed_slice();
            let ptr5 = vec5.as_ptr().cast::<u8>();
            let len5 = vec5.len();
            ::core::mem::forget(vec5);
            *ptr3.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len5;
            *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr5
                .cast_mut();
            let vec7 = args4;
            let len7 = vec7.len();
            let layout7 = _rt::alloc::Layout::from_size_align_unchecked(
                vec7.len() * (2 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let result7 = if layout7.size() != 0 {
                let ptr = _rt::alloc::alloc(layout7).cast::<u8>();
                if ptr.is_null() {
                    _rt::alloc::handle_alloc_error(layout7);
                }
                ptr
            } else {
                ::core::ptr::null_mut()
            };
            for (i, e) in vec7.into_iter().enumerate() {
                let base = result7.add(i * (2 * ::core::mem::size_of::<*const u8>()));
                {
                    let vec6 = (e.into_bytes()).into_boxed_slice();
                    let ptr6 = vec6.as_ptr().cast::<u8>();
                    let len6 = vec6.len();
                    ::core::mem::forget(vec6);
                    *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>() = len6;
                    *base.add(0).cast::<*mut u8>() = ptr6.cast_mut();
                }
            }
            *ptr3.add(4 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len7;
            *ptr3.add(3 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = result7;
            let vec11 = env4;
            let len11 = vec11.len();
            let layout11 = _rt::alloc::Layout::from_size_align_unchecked(
                vec11.len() * (4 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let result11 = if layout11.size() != 0 {
                let ptr = _rt::alloc::alloc(layout11).cast::<u8>();
                if ptr.is_null() {
                    _rt::alloc::handle_alloc_error(layout11);
                }
                ptr
            } else {
                ::core::ptr::null_mut()
            };
            for (i, e) in vec11.into_iter().enumerate() {
                let base = result11.add(i * (4 * ::core::mem::size_of::<*const u8>()));
                {
                    let (t8_0, t8_1) = e;
                    let vec9 = (t8_0.into_bytes()).into_boxed_slice();
                    let ptr9 = vec9.as_ptr().cast::<u8>();
                    let len9 = vec9.len();
                    ::core::mem::forget(vec9);
                    *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>() = len9;
                    *base.add(0).cast::<*mut u8>() = ptr9.cast_mut();
                    let vec10 = (t8_1.into_bytes()).into_boxed_slice();
                    let ptr10 = vec10.as_ptr().cast::<u8>();
                    let len10 = vec10.len();
                    ::core::mem::forget(vec10);
                    *base.add(3 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len10;
                    *base
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr10.cast_mut();
                }
            }
            *ptr3.add(6 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len11;
            *ptr3.add(5 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = result11;
        }
        Err(e) => {
            *ptr3.add(0).cast::<u8>() = (1i32) as u8;
            let vec12 = (e.into_bytes()).into_boxed_slice();
            let ptr12 = vec12.as_ptr().cast::<u8>();
            let len12 = vec12.len();
            ::core::mem::forget(vec12);
            *ptr3.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len12;
            *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr12
                .cast_mut();
        }
    };
    ptr3
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_context_server_command<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l2 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l1, l2, 1);
            let l3 = *arg0
                .add(3 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l4 = *arg0.add(4 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            let base7 = l3;
            let len7 = l4;
            for i in 0..len7 {
                let base = base7.add(i * (2 * ::core::mem::size_of::<*const u8>()));
                {
                    let l5 = *base.add(0).cast::<*mut u8>();
                    let l6 = *base
                        .add(::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l5, l6, 1);
                }
            }
            _rt::cabi_dealloc(
                base7,
                len7 * (2 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let l8 = *arg0
                .add(5 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l9 = *arg0.add(6 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            let base14 = l8;
            let len14 = l9;
            for i in 0..len14 {
                let base = base14.add(i * (4 * ::core::mem::size_of::<*const u8>()));
                {
                    let l10 = *base.add(0).cast::<*mut u8>();
                    let l11 = *base
                        .add(::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l10, l11, 1);
                    let l12 = *base
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l13 = *base
                        .add(3 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l12, l13, 1);
                }
            }
            _rt::cabi_dealloc(
                base14,
                len14 * (4 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
        }
        _ => {
            let l15 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l16 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l15, l16, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_context_server_configuration_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: i32,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let handle1;
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let result2 = T::context_server_configuration(
        _rt::string_lift(bytes0),
        {
            handle1 = unsafe { Project::from_handle(arg2 as u32) };
            &handle1
        },
    );
    let ptr3 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result2 {
        Ok(e) => {
            *ptr3.add(0).cast::<u8>() = (0i32) as u8;
            match e {
                Some(e) => {
                    *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<u8>() = (1i32)
                        as u8;
                    let zed::extension::context_server::ContextServerConfiguration {
                        installation_instructions: installation_instructions4,
                        settings_schema: settings_schema4,
                        default_settings: default_settings4,
                    } = e;
                    let vec5 = (installation_instructions4.into_bytes())
                        .into_boxed_slice();
                    let ptr5 = vec5.as_ptr().cast::<u8>();
                    let len5 = vec5.len();
                    ::core::mem::forget(vec5);
                    *ptr3.add(3 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len5;
                    *ptr3
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr5.cast_mut();
                    let vec6 = (settings_schema4.into_bytes()).into_boxed_slice();
                    let ptr6 = vec6.as_ptr().cast::<u8>();
                    let len6 = vec6.len();
                    ::core::mem::forget(vec6);
                    *ptr3.add(5 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len6;
                    *ptr3
                        .add(4 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr6.cast_mut();
                    let vec7 = (default_settings4.into_bytes()).into_boxed_slice();
                    let ptr7 = vec7.as_ptr().cast::<u8>();
                    let len7 = vec7.len();
                    ::core::mem::forget(vec7);
                    *ptr3.add(7 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len7;
                    *ptr3
                        .add(6 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr7.cast_mut();
                }
                None => {
                    *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<u8>() = (0i32)
                        as u8;
                }
            };
        }
        Err(e) => {
            *ptr3.add(0).cast::<u8>() = (1i32) as u8;
            let vec8 = (e.into_bytes()).into_boxed_slice();
            let ptr8 = vec8.as_ptr().cast::<u8>();
            let len8 = vec8.len();
            ::core::mem::forget(vec8);
            *ptr3.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len8;
            *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr8
                .cast_mut();
        }
    };
    ptr3
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_context_server_configuration<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = i32::from(
                *arg0.add(::core::mem::size_of::<*const u8>()).cast::<u8>(),
            );
            match l1 {
                0 => {}
                _ => {
                    let l2 = *arg0
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l3 = *arg0
                        .add(3 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l2, l3, 1);
                    let l4 = *arg0
                        .add(4 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l5 = *arg0
                        .add(5 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l4, l5, 1);
                    let l6 = *arg0
                        .add(6 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l7 = *arg0
                        .add(7 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l6, l7, 1);
                }
            }
        }
        _ => {
            let l8 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l9 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l8, l9, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_suggest_docs_packages_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let result1 = T::suggest_docs_packages(_rt::string_lift(bytes0));
    let ptr2 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result1 {
        Ok(e) => {
            *ptr2.add(0).cast::<u8>() = (0i32) as u8;
            let vec4 = e;
            let len4 = vec4.len();
            let layout4 = _rt::alloc::Layout::from_size_align_unchecked(
                vec4.len() * (2 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let result4 = if layout4.size() != 0 {
                let ptr = _rt::alloc::alloc(layout4).cast::<u8>();
                if ptr.is_null() {
                    _rt::alloc::handle_alloc_error(layout4);
                }
                ptr
            } else {
                ::core::ptr::null_mut()
            };
            for (i, e) in vec4.into_iter().enumerate() {
                let base = result4.add(i * (2 * ::core::mem::size_of::<*const u8>()));
                {
                    let vec3 = (e.into_bytes()).into_boxed_slice();
                    let ptr3 = vec3.as_ptr().cast::<u8>();
                    let len3 = vec3.len();
                    ::core::mem::forget(vec3);
                    *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>() = len3;
                    *base.add(0).cast::<*mut u8>() = ptr3.cast_mut();
                }
            }
            *ptr2.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len4;
            *ptr2.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = result4;
        }
        Err(e) => {
            *ptr2.add(0).cast::<u8>() = (1i32) as u8;
            let vec5 = (e.into_bytes()).into_boxed_slice();
            let ptr5 = vec5.as_ptr().cast::<u8>();
            let len5 = vec5.len();
            ::core::mem::forget(vec5);
            *ptr2.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len5;
            *ptr2.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr5
                .cast_mut();
        }
    };
    ptr2
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_suggest_docs_packages<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l2 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            let base5 = l1;
            let len5 = l2;
            for i in 0..len5 {
                let base = base5.add(i * (2 * ::core::mem::size_of::<*const u8>()));
                {
                    let l3 = *base.add(0).cast::<*mut u8>();
                    let l4 = *base
                        .add(::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l3, l4, 1);
                }
            }
            _rt::cabi_dealloc(
                base5,
                len5 * (2 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
        }
        _ => {
            let l6 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l7 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l6, l7, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_index_docs_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: *mut u8,
    arg3: usize,
    arg4: i32,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let handle2;
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let len1 = arg3;
    let bytes1 = _rt::Vec::from_raw_parts(arg2.cast(), len1, len1);
    let result3 = T::index_docs(
        _rt::string_lift(bytes0),
        _rt::string_lift(bytes1),
        {
            handle2 = unsafe { KeyValueStore::from_handle(arg4 as u32) };
            &handle2
        },
    );
    let ptr4 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result3 {
        Ok(_) => {
            *ptr4.add(0).cast::<u8>() = (0i32) as u8;
        }
        Err(e) => {
            *ptr4.add(0).cast::<u8>() = (1i32) as u8;
            let vec5 = (e.into_bytes()).into_boxed_slice();
            let ptr5 = vec5.as_ptr().cast::<u8>();
            let len5 = vec5.len();
            ::core::mem::forget(vec5);
            *ptr4.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len5;
            *ptr4.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr5
                .cast_mut();
        }
    };
    ptr4
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_index_docs<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {}
        _ => {
            let l1 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l2 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l1, l2, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_get_dap_binary_cabi<T: Guest>(arg0: *mut u8) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let handle24;
    let l0 = *arg0.add(0).cast::<*mut u8>();
    let l1 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<usize>();
    let len2 = l1;
    let bytes2 = _rt::Vec::from_raw_parts(l0.cast(), len2, len2);
    let l3 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
    let l4 = *arg0.add(3 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
    let len5 = l4;
    let bytes5 = _rt::Vec::from_raw_parts(l3.cast(), len5, len5);
    let l6 = *arg0.add(4 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
    let l7 = *arg0.add(5 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
    let len8 = l7;
    let bytes8 = _rt::Vec::from_raw_parts(l6.cast(), len8, len8);
    let l9 = *arg0.add(6 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
    let l10 = *arg0.add(7 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
    let len11 = l10;
    let bytes11 = _rt::Vec::from_raw_parts(l9.cast(), len11, len11);
    let l12 = i32::from(*arg0.add(8 * ::core::mem::size_of::<*const u8>()).cast::<u8>());
    let l19 = i32::from(
        *arg0.add(40 + 8 * ::core::mem::size_of::<*const u8>()).cast::<u8>(),
    );
    let l23 = *arg0.add(40 + 11 * ::core::mem::size_of::<*const u8>()).cast::<i32>();
    let result25 = T::get_dap_binary(
        _rt::string_lift(bytes2),
        zed::extension::dap::DebugTaskDefinition {
            label: _rt::string_lift(bytes5),
            adapter: _rt::string_lift(bytes8),
            config: _rt::string_lift(bytes11),
            tcp_connection: match l12 {
                0 => None,
                1 => {
                    let e = {
                        let l13 = i32::from(
                            *arg0
                                .add(8 + 8 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>(),
                        );
                        let l15 = i32::from(
                            *arg0
                                .add(12 + 8 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>(),
                        );
                        let l17 = i32::from(
                            *arg0
                                .add(24 + 8 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>(),
                        );
                        zed::extension::dap::TcpArgumentsTemplate {
                            port: match l13 {
                                0 => None,
                                1 => {
                                    let e = {
                                        let l14 = i32::from(
                                            *arg0
                                                .add(10 + 8 * ::core::mem::size_of::<*const u8>())
                                                .cast::<u16>(),
                                        );
                                        l14 as u16
                                    };
                                    Some(e)
                                }
                                _ => _rt::invalid_enum_discriminant(),
                            },
                            host: match l15 {
                                0 => None,
                                1 => {
                                    let e = {
                                        let l16 = *arg0
                                            .add(16 + 8 * ::core::mem::size_of::<*const u8>())
                                            .cast::<i32>();
                                        l16 as u32
                                    };
                                    Some(e)
                                }
                                _ => _rt::invalid_enum_discriminant(),
                            },
                            timeout: match l17 {
                                0 => None,
                                1 => {
                                    let e = {
                                        let l18 = *arg0
                                            .add(32 + 8 * ::core::mem::size_of::<*const u8>())
                                            .cast::<i64>();
                                        l18 as u64
                                    };
                                    Some(e)
                                }
                                _ => _rt::invalid_enum_discriminant(),
                            },
                        }
                    };
                    Some(e)
                }
                _ => _rt::invalid_enum_discriminant(),
            },
        },
        match l19 {
            0 => None,
            1 => {
                let e = {
                    let l20 = *arg0
                        .add(40 + 9 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l21 = *arg0
                        .add(40 + 10 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    let len22 = l21;
                    let bytes22 = _rt::Vec::from_raw_parts(l20.cast(), len22, len22);
                    _rt::string_lift(bytes22)
                };
                Some(e)
            }
            _ => _rt::invalid_enum_discriminant(),
        },
        {
            handle24 = unsafe { Worktree::from_handle(l23 as u32) };
            &handle24
        },
    );
    _rt::cabi_dealloc(arg0, 40 + 12 * ::core::mem::size_of::<*const u8>(), 8);
    let ptr26 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result25 {
        Ok(e) => {
            *ptr26.add(0).cast::<u8>() = (0i32) as u8;
            let zed::extension::dap::DebugAdapterBinary {
                command: command27,
                arguments: arguments27,
                envs: envs27,
                cwd: cwd27,
                connection: connection27,
                request_args: request_args27,
            } = e;
            match command27 {
                Some(e) => {
                    *ptr26.add(8).cast::<u8>() = (1i32) as u8;
                    let vec28 = (e.into_bytes()).into_boxed_slice();
                    let ptr28 = vec28.as_ptr().cast::<u8>();
                    let len28 = vec28.len();
                    ::core::mem::forget(vec28);
                    *ptr26
                        .add(8 + 2 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>() = len28;
                    *ptr26
                        .add(8 + 1 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr28.cast_mut();
                }
                None => {
                    *ptr26.add(8).cast::<u8>() = (0i32) as u8;
                }
            };
            let vec30 = arguments27;
            let len30 = vec30.len();
            let layout30 = _rt::alloc::Layout::from_size_align_unchecked(
                vec30.len() * (2 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let result30 = if layout30.size() != 0 {
                let ptr = _rt::alloc::alloc(layout30).cast::<u8>();
                if ptr.is_null() {
                    _rt::alloc::handle_alloc_error(layout30);
                }
                ptr
            } else {
                ::core::ptr::null_mut()
            };
            for (i, e) in vec30.into_iter().enumerate() {
                let base = result30.add(i * (2 * ::core::mem::size_of::<*const u8>()));
                {
                    let vec29 = (e.into_bytes()).into_boxed_slice();
                    let ptr29 = vec29.as_ptr().cast::<u8>();
                    let len29 = vec29.len();
                    ::core::mem::forget(vec29);
                    *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>() = len29;
                    *base.add(0).cast::<*mut u8>() = ptr29.cast_mut();
                }
            }
            *ptr26.add(8 + 4 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len30;
            *ptr26.add(8 + 3 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = result30;
            let vec34 = envs27;
            let len34 = vec34.len();
            let layout34 = _rt::alloc::Layout::from_size_align_unchecked(
                vec34.len() * (4 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let result34 = if layout34.size() != 0 {
                let ptr = _rt::alloc::alloc(layout34).cast::<u8>();
                if ptr.is_null() {
                    _rt::alloc::handle_alloc_error(layout34);
                }
                ptr
            } else {
                ::core::ptr::null_mut()
            };
            for (i, e) in vec34.into_iter().enumerate() {
                let base = result34.add(i * (4 * ::core::mem::size_of::<*const u8>()));
                {
                    let (t31_0, t31_1) = e;
                    let vec32 = (t31_0.into_bytes()).into_boxed_slice();
                    let ptr32 = vec32.as_ptr().cast::<u8>();
                    let len32 = vec32.len();
                    ::core::mem::forget(vec32);
                    *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>() = len32;
                    *base.add(0).cast::<*mut u8>() = ptr32.cast_mut();
                    let vec33 = (t31_1.into_bytes()).into_boxed_slice();
                    let ptr33 = vec33.as_ptr().cast::<u8>();
                    let len33 = vec33.len();
                    ::core::mem::forget(vec33);
                    *base.add(3 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len33;
                    *base
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr33.cast_mut();
                }
            }
            *ptr26.add(8 + 6 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len34;
            *ptr26.add(8 + 5 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = result34;
            match cwd27 {
                Some(e) => {
                    *ptr26
                        .add(8 + 7 * ::core::mem::size_of::<*const u8>())
                        .cast::<u8>() = (1i32) as u8;
                    let vec35 = (e.into_bytes()).into_boxed_slice();
                    let ptr35 = vec35.as_ptr().cast::<u8>();
                    let len35 = vec35.len();
                    ::core::mem::forget(vec35);
                    *ptr26
                        .add(8 + 9 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>() = len35;
                    *ptr26
                        .add(8 + 8 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr35.cast_mut();
                }
                None => {
                    *ptr26
                        .add(8 + 7 * ::core::mem::size_of::<*const u8>())
                        .cast::<u8>() = (0i32) as u8;
                }
            };
            match connection27 {
                Some(e) => {
                    *ptr26
                        .add(8 + 10 * ::core::mem::size_of::<*const u8>())
                        .cast::<u8>() = (1i32) as u8;
                    let zed::extension::dap::TcpArguments {
                        port: port36,
                        host: host36,
                        timeout: timeout36,
                    } = e;
                    *ptr26
                        .add(16 + 10 * ::core::mem::size_of::<*const u8>())
                        .cast::<u16>() = (_rt::as_i32(port36)) as u16;
                    *ptr26
                        .add(20 + 10 * ::core::mem::size_of::<*const u8>())
                        .cast::<i32>() = _rt::as_i32(host36);
                    match timeout36 {
                        Some(e) => {
                            *ptr26
                                .add(24 + 10 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (1i32) as u8;
                            *ptr26
                                .add(32 + 10 * ::core::mem::size_of::<*const u8>())
                                .cast::<i64>() = _rt::as_i64(e);
                        }
                        None => {
                            *ptr26
                                .add(24 + 10 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (0i32) as u8;
                        }
                    };
                }
                None => {
                    *ptr26
                        .add(8 + 10 * ::core::mem::size_of::<*const u8>())
                        .cast::<u8>() = (0i32) as u8;
                }
            };
            let zed::extension::dap::StartDebuggingRequestArguments {
                configuration: configuration37,
                request: request37,
            } = request_args27;
            let vec38 = (configuration37.into_bytes()).into_boxed_slice();
            let ptr38 = vec38.as_ptr().cast::<u8>();
            let len38 = vec38.len();
            ::core::mem::forget(vec38);
            *ptr26.add(40 + 11 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len38;
            *ptr26
                .add(40 + 10 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>() = ptr38.cast_mut();
            *ptr26.add(40 + 12 * ::core::mem::size_of::<*const u8>()).cast::<u8>() = (request37
                .clone() as i32) as u8;
        }
        Err(e) => {
            *ptr26.add(0).cast::<u8>() = (1i32) as u8;
            let vec39 = (e.into_bytes()).into_boxed_slice();
            let ptr39 = vec39.as_ptr().cast::<u8>();
            let len39 = vec39.len();
            ::core::mem::forget(vec39);
            *ptr26.add(8 + 1 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len39;
            *ptr26.add(8).cast::<*mut u8>() = ptr39.cast_mut();
        }
    };
    ptr26
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_get_dap_binary<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = i32::from(*arg0.add(8).cast::<u8>());
            match l1 {
                0 => {}
                _ => {
                    let l2 = *arg0
                        .add(8 + 1 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l3 = *arg0
                        .add(8 + 2 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l2, l3, 1);
                }
            }
            let l4 = *arg0
                .add(8 + 3 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l5 = *arg0
                .add(8 + 4 * ::core::mem::size_of::<*const u8>())
                .cast::<usize>();
            let base8 = l4;
            let len8 = l5;
            for i in 0..len8 {
                let base = base8.add(i * (2 * ::core::mem::size_of::<*const u8>()));
                {
                    let l6 = *base.add(0).cast::<*mut u8>();
                    let l7 = *base
                        .add(::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l6, l7, 1);
                }
            }
            _rt::cabi_dealloc(
                base8,
                len8 * (2 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let l9 = *arg0
                .add(8 + 5 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l10 = *arg0
                .add(8 + 6 * ::core::mem::size_of::<*const u8>())
                .cast::<usize>();
            let base15 = l9;
            let len15 = l10;
            for i in 0..len15 {
                let base = base15.add(i * (4 * ::core::mem::size_of::<*const u8>()));
                {
                    let l11 = *base.add(0).cast::<*mut u8>();
                    let l12 = *base
                        .add(::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l11, l12, 1);
                    let l13 = *base
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l14 = *base
                        .add(3 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l13, l14, 1);
                }
            }
            _rt::cabi_dealloc(
                base15,
                len15 * (4 * ::core::mem::size_of::<*const u8>()),
                ::core::mem::size_of::<*const u8>(),
            );
            let l16 = i32::from(
                *arg0.add(8 + 7 * ::core::mem::size_of::<*const u8>()).cast::<u8>(),
            );
            match l16 {
                0 => {}
                _ => {
                    let l17 = *arg0
                        .add(8 + 8 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l18 = *arg0
                        .add(8 + 9 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l17, l18, 1);
                }
            }
            let l19 = *arg0
                .add(40 + 10 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l20 = *arg0
                .add(40 + 11 * ::core::mem::size_of::<*const u8>())
                .cast::<usize>();
            _rt::cabi_dealloc(l19, l20, 1);
        }
        _ => {
            let l21 = *arg0.add(8).cast::<*mut u8>();
            let l22 = *arg0
                .add(8 + 1 * ::core::mem::size_of::<*const u8>())
                .cast::<usize>();
            _rt::cabi_dealloc(l21, l22, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_dap_request_kind_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: *mut u8,
    arg3: usize,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let len1 = arg3;
    let bytes1 = _rt::Vec::from_raw_parts(arg2.cast(), len1, len1);
    let result2 = T::dap_request_kind(
        _rt::string_lift(bytes0),
        _rt::string_lift(bytes1),
    );
    let ptr3 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result2 {
        Ok(e) => {
            *ptr3.add(0).cast::<u8>() = (0i32) as u8;
            *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<u8>() = (e.clone()
                as i32) as u8;
        }
        Err(e) => {
            *ptr3.add(0).cast::<u8>() = (1i32) as u8;
            let vec4 = (e.into_bytes()).into_boxed_slice();
            let ptr4 = vec4.as_ptr().cast::<u8>();
            let len4 = vec4.len();
            ::core::mem::forget(vec4);
            *ptr3.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len4;
            *ptr3.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr4
                .cast_mut();
        }
    };
    ptr3
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_dap_request_kind<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {}
        _ => {
            let l1 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l2 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l1, l2, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_dap_config_to_scenario_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: *mut u8,
    arg3: usize,
    arg4: i32,
    arg5: *mut u8,
    arg6: usize,
    arg7: i32,
    arg8: *mut u8,
    arg9: usize,
    arg10: *mut u8,
    arg11: usize,
    arg12: *mut u8,
    arg13: usize,
    arg14: i32,
    arg15: i32,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let len1 = arg3;
    let bytes1 = _rt::Vec::from_raw_parts(arg2.cast(), len1, len1);
    use zed::extension::dap::DebugRequest as V15;
    let v15 = match arg4 {
        0 => {
            let e15 = {
                let len2 = arg6;
                let bytes2 = _rt::Vec::from_raw_parts(arg5.cast(), len2, len2);
                let base7 = arg10;
                let len7 = arg11;
                let mut result7 = _rt::Vec::with_capacity(len7);
                for i in 0..len7 {
                    let base = base7.add(i * (2 * ::core::mem::size_of::<*const u8>()));
                    let e7 = {
                        let l4 = *base.add(0).cast::<*mut u8>();
                        let l5 = *base
                            .add(::core::mem::size_of::<*const u8>())
                            .cast::<usize>();
                        let len6 = l5;
                        let bytes6 = _rt::Vec::from_raw_parts(l4.cast(), len6, len6);
                        _rt::string_lift(bytes6)
                    };
                    result7.push(e7);
                }
                _rt::cabi_dealloc(
                    base7,
                    len7 * (2 * ::core::mem::size_of::<*const u8>()),
                    ::core::mem::size_of::<*const u8>(),
                );
                let base14 = arg12;
                let len14 = arg13;
                let mut result14 = _rt::Vec::with_capacity(len14);
                for i in 0..len14 {
                    let base = base14.add(i * (4 * ::core::mem::size_of::<*const u8>()));
                    let e14 = {
                        let l8 = *base.add(0).cast::<*mut u8>();
                        let l9 = *base
                            .add(::core::mem::size_of::<*const u8>())
                            .cast::<usize>();
                        let len10 = l9;
                        let bytes10 = _rt::Vec::from_raw_parts(l8.cast(), len10, len10);
                        let l11 = *base
                            .add(2 * ::core::mem::size_of::<*const u8>())
                            .cast::<*mut u8>();
                        let l12 = *base
                            .add(3 * ::core::mem::size_of::<*const u8>())
                            .cast::<usize>();
                        let len13 = l12;
                        let bytes13 = _rt::Vec::from_raw_parts(l11.cast(), len13, len13);
                        (_rt::string_lift(bytes10), _rt::string_lift(bytes13))
                    };
                    result14.push(e14);
                }
                _rt::cabi_dealloc(
                    base14,
                    len14 * (4 * ::core::mem::size_of::<*const u8>()),
                    ::core::mem::size_of::<*const u8>(),
                );
                zed::extension::dap::LaunchRequest {
                    program: _rt::string_lift(bytes2),
                    cwd: match arg7 {
                        0 => None,
                        1 => {
                            let e = {
                                let len3 = arg9;
                                let bytes3 = _rt::Vec::from_raw_parts(
                                    arg8.cast(),
                                    len3,
                                    len3,
                                );
                                _rt::string_lift(bytes3)
                            };
                            Some(e)
                        }
                        _ => _rt::invalid_enum_discriminant(),
                    },
                    args: result7,
                    envs: result14,
                }
            };
            V15::Launch(e15)
        }
        n => {
            debug_assert_eq!(n, 1, "invalid enum discriminant");
            let e15 = zed::extension::dap::AttachRequest {
                process_id: match arg5 as i32 {
                    0 => None,
                    1 => {
                        let e = arg6 as i32 as u32;
                        Some(e)
                    }
                    _ => _rt::invalid_enum_discriminant(),
                },
            };
            V15::Attach(e15)
        }
    };
    let result16 = T::dap_config_to_scenario(zed::extension::dap::DebugConfig {
        label: _rt::string_lift(bytes0),
        adapter: _rt::string_lift(bytes1),
        request: v15,
        stop_on_entry: match arg14 {
            0 => None,
            1 => {
                let e = _rt::bool_lift(arg15 as u8);
                Some(e)
            }
            _ => _rt::invalid_enum_discriminant(),
        },
    });
    let ptr17 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result16 {
        Ok(e) => {
            *ptr17.add(0).cast::<u8>() = (0i32) as u8;
            let zed::extension::dap::DebugScenario {
                label: label18,
                adapter: adapter18,
                build: build18,
                config: config18,
                tcp_connection: tcp_connection18,
            } = e;
            let vec19 = (label18.into_bytes()).into_boxed_slice();
            let ptr19 = vec19.as_ptr().cast::<u8>();
            let len19 = vec19.len();
            ::core::mem::forget(vec19);
            *ptr17.add(8 + 1 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len19;
            *ptr17.add(8).cast::<*mut u8>() = ptr19.cast_mut();
            let vec20 = (adapter18.into_bytes()).into_boxed_slice();
            let ptr20 = vec20.as_ptr().cast::<u8>();
            let len20 = vec20.len();
            ::core::mem::forget(vec20);
            *ptr17.add(8 + 3 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len20;
            *ptr17.add(8 + 2 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr20
                .cast_mut();
            match build18 {
                Some(e) => {
                    *ptr17
                        .add(8 + 4 * ::core::mem::size_of::<*const u8>())
                        .cast::<u8>() = (1i32) as u8;
                    use zed::extension::dap::BuildTaskDefinition as V34;
                    match e {
                        V34::ByName(e) => {
                            *ptr17
                                .add(8 + 5 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (0i32) as u8;
                            let vec21 = (e.into_bytes()).into_boxed_slice();
                            let ptr21 = vec21.as_ptr().cast::<u8>();
                            let len21 = vec21.len();
                            ::core::mem::forget(vec21);
                            *ptr17
                                .add(8 + 7 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len21;
                            *ptr17
                                .add(8 + 6 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = ptr21.cast_mut();
                        }
                        V34::Template(e) => {
                            *ptr17
                                .add(8 + 5 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (1i32) as u8;
                            let zed::extension::dap::BuildTaskDefinitionTemplatePayload {
                                locator_name: locator_name22,
                                template: template22,
                            } = e;
                            match locator_name22 {
                                Some(e) => {
                                    *ptr17
                                        .add(8 + 6 * ::core::mem::size_of::<*const u8>())
                                        .cast::<u8>() = (1i32) as u8;
                                    let vec23 = (e.into_bytes()).into_boxed_slice();
                                    let ptr23 = vec23.as_ptr().cast::<u8>();
                                    let len23 = vec23.len();
                                    ::core::mem::forget(vec23);
                                    *ptr17
                                        .add(8 + 8 * ::core::mem::size_of::<*const u8>())
                                        .cast::<usize>() = len23;
                                    *ptr17
                                        .add(8 + 7 * ::core::mem::size_of::<*const u8>())
                                        .cast::<*mut u8>() = ptr23.cast_mut();
                                }
                                None => {
                                    *ptr17
                                        .add(8 + 6 * ::core::mem::size_of::<*const u8>())
                                        .cast::<u8>() = (0i32) as u8;
                                }
                            };
                            let zed::extension::dap::TaskTemplate {
                                label: label24,
                                command: command24,
                                args: args24,
                                env: env24,
                                cwd: cwd24,
                            } = template22;
                            let vec25 = (label24.into_bytes()).into_boxed_slice();
                            let ptr25 = vec25.as_ptr().cast::<u8>();
                            let len25 = vec25.len();
                            ::core::mem::forget(vec25);
                            *ptr17
                                .add(8 + 10 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len25;
                            *ptr17
                                .add(8 + 9 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = ptr25.cast_mut();
                            let vec26 = (command24.into_bytes()).into_boxed_slice();
                            let ptr26 = vec26.as_ptr().cast::<u8>();
                            let len26 = vec26.len();
                            ::core::mem::forget(vec26);
                            *ptr17
                                .add(8 + 12 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len26;
                            *ptr17
                                .add(8 + 11 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = ptr26.cast_mut();
                            let vec28 = args24;
                            let len28 = vec28.len();
                            let layout28 = _rt::alloc::Layout::from_size_align_unchecked(
                                vec28.len() * (2 * ::core::mem::size_of::<*const u8>()),
                                ::core::mem::size_of::<*const u8>(),
                            );
                            let result28 = if layout28.size() != 0 {
                                let ptr = _rt::alloc::alloc(layout28).cast::<u8>();
                                if ptr.is_null() {
                                    _rt::alloc::handle_alloc_error(layout28);
                                }
                                ptr
                            } else {
                                ::core::ptr::null_mut()
                            };
                            for (i, e) in vec28.into_iter().enumerate() {
                                let base = result28
                                    .add(i * (2 * ::core::mem::size_of::<*const u8>()));
                                {
                                    let vec27 = (e.into_bytes()).into_boxed_slice();
                                    let ptr27 = vec27.as_ptr().cast::<u8>();
                                    let len27 = vec27.len();
                                    ::core::mem::forget(vec27);
                                    *base
                                        .add(::core::mem::size_of::<*const u8>())
                                        .cast::<usize>() = len27;
                                    *base.add(0).cast::<*mut u8>() = ptr27.cast_mut();
                                }
                            }
                            *ptr17
                                .add(8 + 14 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len28;
                            *ptr17
                                .add(8 + 13 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = result28;
                            let vec32 = env24;
                            let len32 = vec32.len();
                            let layout32 = _rt::alloc::Layout::from_size_align_unchecked(
                                vec32.len() * (4 * ::core::mem::size_of::<*const u8>()),
                                ::core::mem::size_of::<*const u8>(),
                            );
                            let result32 = if layout32.size() != 0 {
                                let ptr = _rt::alloc::alloc(layout32).cast::<u8>();
                                if ptr.is_null() {
                                    _rt::alloc::handle_alloc_error(layout32);
                                }
                                ptr
                            } else {
                                ::core::ptr::null_mut()
                            };
                            for (i, e) in vec32.into_iter().enumerate() {
                                let base = result32
                                    .add(i * (4 * ::core::mem::size_of::<*const u8>()));
                                {
                                    let (t29_0, t29_1) = e;
                                    let vec30 = (t29_0.into_bytes()).into_boxed_slice();
                                    let ptr30 = vec30.as_ptr().cast::<u8>();
                                    let len30 = vec30.len();
                                    ::core::mem::forget(vec30);
                                    *base
                                        .add(::core::mem::size_of::<*const u8>())
                                        .cast::<usize>() = len30;
                                    *base.add(0).cast::<*mut u8>() = ptr30.cast_mut();
                                    let vec31 = (t29_1.into_bytes()).into_boxed_slice();
                                    let ptr31 = vec31.as_ptr().cast::<u8>();
                                    let len31 = vec31.len();
                                    ::core::mem::forget(vec31);
                                    *base
                                        .add(3 * ::core::mem::size_of::<*const u8>())
                                        .cast::<usize>() = len31;
                                    *base
                                        .add(2 * ::core::mem::size_of::<*const u8>())
                                        .cast::<*mut u8>() = ptr31.cast_mut();
                                }
                            }
                            *ptr17
                                .add(8 + 16 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len32;
                            *ptr17
                                .add(8 + 15 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = result32;
                            match cwd24 {
                                Some(e) => {
                                    *ptr17
                                        .add(8 + 17 * ::core::mem::size_of::<*const u8>())
                                        .cast::<u8>() = (1i32) as u8;
                                    let vec33 = (e.into_bytes()).into_boxed_slice();
                                    let ptr33 = vec33.as_ptr().cast::<u8>();
                                    let len33 = vec33.len();
                                    ::core::mem::forget(vec33);
                                    *ptr17
                                        .add(8 + 19 * ::core::mem::size_of::<*const u8>())
                                        .cast::<usize>() = len33;
                                    *ptr17
                                        .add(8 + 18 * ::core::mem::size_of::<*const u8>())
                                        .cast::<*mut u8>() = ptr33.cast_mut();
                                }
                                None => {
                                    *ptr17
                                        .add(8 + 17 * ::core::mem::size_of::<*const u8>())
                                        .cast::<u8>() = (0i32) as u8;
                                }
                            };
                        }
                    }
                }
                None => {
                    *ptr17
                        .add(8 + 4 * ::core::mem::size_of::<*const u8>())
                        .cast::<u8>() = (0i32) as u8;
                }
            };
            let vec35 = (config18.into_bytes()).into_boxed_slice();
            let ptr35 = vec35.as_ptr().cast::<u8>();
            let len35 = vec35.len();
            ::core::mem::forget(vec35);
            *ptr17.add(8 + 21 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len35;
            *ptr17.add(8 + 20 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr35
                .cast_mut();
            match tcp_connection18 {
                Some(e) => {
                    *ptr17
                        .add(8 + 22 * ::core::mem::size_of::<*const u8>())
                        .cast::<u8>() = (1i32) as u8;
                    let zed::extension::dap::TcpArgumentsTemplate {
                        port: port36,
                        host: host36,
                        timeout: timeout36,
                    } = e;
                    match port36 {
                        Some(e) => {
                            *ptr17
                                .add(16 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (1i32) as u8;
                            *ptr17
                                .add(18 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u16>() = (_rt::as_i32(e)) as u16;
                        }
                        None => {
                            *ptr17
                                .add(16 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (0i32) as u8;
                        }
                    };
                    match host36 {
                        Some(e) => {
                            *ptr17
                                .add(20 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (1i32) as u8;
                            *ptr17
                                .add(24 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<i32>() = _rt::as_i32(e);
                        }
                        None => {
                            *ptr17
                                .add(20 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (0i32) as u8;
                        }
                    };
                    match timeout36 {
                        Some(e) => {
                            *ptr17
                                .add(32 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (1i32) as u8;
                            *ptr17
                                .add(40 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<i64>() = _rt::as_i64(e);
                        }
                        None => {
                            *ptr17
                                .add(32 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (0i32) as u8;
                        }
                    };
                }
                None => {
                    *ptr17
                        .add(8 + 22 * ::core::mem::size_of::<*const u8>())
                        .cast::<u8>() = (0i32) as u8;
                }
            };
        }
        Err(e) => {
            *ptr17.add(0).cast::<u8>() = (1i32) as u8;
            let vec37 = (e.into_bytes()).into_boxed_slice();
            let ptr37 = vec37.as_ptr().cast::<u8>();
            let len37 = vec37.len();
            ::core::mem::forget(vec37);
            *ptr17.add(8 + 1 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len37;
            *ptr17.add(8).cast::<*mut u8>() = ptr37.cast_mut();
        }
    };
    ptr17
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_dap_config_to_scenario<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = *arg0.add(8).cast::<*mut u8>();
            let l2 = *arg0
                .add(8 + 1 * ::core::mem::size_of::<*const u8>())
                .cast::<usize>();
            _rt::cabi_dealloc(l1, l2, 1);
            let l3 = *arg0
                .add(8 + 2 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l4 = *arg0
                .add(8 + 3 * ::core::mem::size_of::<*const u8>())
                .cast::<usize>();
            _rt::cabi_dealloc(l3, l4, 1);
            let l5 = i32::from(
                *arg0.add(8 + 4 * ::core::mem::size_of::<*const u8>()).cast::<u8>(),
            );
            match l5 {
                0 => {}
                _ => {
                    let l6 = i32::from(
                        *arg0
                            .add(8 + 5 * ::core::mem::size_of::<*const u8>())
                            .cast::<u8>(),
                    );
                    match l6 {
                        0 => {
                            let l7 = *arg0
                                .add(8 + 6 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l8 = *arg0
                                .add(8 + 7 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            _rt::cabi_dealloc(l7, l8, 1);
                        }
                        _ => {
                            let l9 = i32::from(
                                *arg0
                                    .add(8 + 6 * ::core::mem::size_of::<*const u8>())
                                    .cast::<u8>(),
                            );
                            match l9 {
                                0 => {}
                                _ => {
                                    let l10 = *arg0
                                        .add(8 + 7 * ::core::mem::size_of::<*const u8>())
                                        .cast::<*mut u8>();
                                    let l11 = *arg0
                                        .add(8 + 8 * ::core::mem::size_of::<*const u8>())
                                        .cast::<usize>();
                                    _rt::cabi_dealloc(l10, l11, 1);
                                }
                            }
                            let l12 = *arg0
                                .add(8 + 9 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l13 = *arg0
                                .add(8 + 10 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            _rt::cabi_dealloc(l12, l13, 1);
                            let l14 = *arg0
                                .add(8 + 11 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l15 = *arg0
                                .add(8 + 12 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            _rt::cabi_dealloc(l14, l15, 1);
                            let l16 = *arg0
                                .add(8 + 13 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l17 = *arg0
                                .add(8 + 14 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            let base20 = l16;
                            let len20 = l17;
                            for i in 0..len20 {
                                let base = base20
                                    .add(i * (2 * ::core::mem::size_of::<*const u8>()));
                                {
                                    let l18 = *base.add(0).cast::<*mut u8>();
                                    let l19 = *base
                                        .add(::core::mem::size_of::<*const u8>())
                                        .cast::<usize>();
                                    _rt::cabi_dealloc(l18, l19, 1);
                                }
                            }
                            _rt::cabi_dealloc(
                                base20,
                                len20 * (2 * ::core::mem::size_of::<*const u8>()),
                                ::core::mem::size_of::<*const u8>(),
                            );
                            let l21 = *arg0
                                .add(8 + 15 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l22 = *arg0
                                .add(8 + 16 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            let base27 = l21;
                            let len27 = l22;
                            for i in 0..len27 {
                                let base = base27
                                    .add(i * (4 * ::core::mem::size_of::<*const u8>()));
                                {
                                    let l23 = *base.add(0).cast::<*mut u8>();
                                    let l24 = *base
                                        .add(::core::mem::size_of::<*const u8>())
                                        .cast::<usize>();
                                    _rt::cabi_dealloc(l23, l24, 1);
                                    let l25 = *base
                                        .add(2 * ::core::mem::size_of::<*const u8>())
                                        .cast::<*mut u8>();
                                    let l26 = *base
                                        .add(3 * ::core::mem::size_of::<*const u8>())
                                        .cast::<usize>();
                                    _rt::cabi_dealloc(l25, l26, 1);
                                }
                            }
                            _rt::cabi_dealloc(
                                base27,
                                len27 * (4 * ::core::mem::size_of::<*const u8>()),
                                ::core::mem::size_of::<*const u8>(),
                            );
                            let l28 = i32::from(
                                *arg0
                                    .add(8 + 17 * ::core::mem::size_of::<*const u8>())
                                    .cast::<u8>(),
                            );
                            match l28 {
                                0 => {}
                                _ => {
                                    let l29 = *arg0
                                        .add(8 + 18 * ::core::mem::size_of::<*const u8>())
                                        .cast::<*mut u8>();
                                    let l30 = *arg0
                                        .add(8 + 19 * ::core::mem::size_of::<*const u8>())
                                        .cast::<usize>();
                                    _rt::cabi_dealloc(l29, l30, 1);
                                }
                            }
                        }
                    }
                }
            }
            let l31 = *arg0
                .add(8 + 20 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l32 = *arg0
                .add(8 + 21 * ::core::mem::size_of::<*const u8>())
                .cast::<usize>();
            _rt::cabi_dealloc(l31, l32, 1);
        }
        _ => {
            let l33 = *arg0.add(8).cast::<*mut u8>();
            let l34 = *arg0
                .add(8 + 1 * ::core::mem::size_of::<*const u8>())
                .cast::<usize>();
            _rt::cabi_dealloc(l33, l34, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_dap_locator_create_scenario_cabi<T: Guest>(
    arg0: *mut u8,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let l0 = *arg0.add(0).cast::<*mut u8>();
    let l1 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<usize>();
    let len2 = l1;
    let bytes2 = _rt::Vec::from_raw_parts(l0.cast(), len2, len2);
    let l3 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
    let l4 = *arg0.add(3 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
    let len5 = l4;
    let bytes5 = _rt::Vec::from_raw_parts(l3.cast(), len5, len5);
    let l6 = *arg0.add(4 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
    let l7 = *arg0.add(5 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
    let len8 = l7;
    let bytes8 = _rt::Vec::from_raw_parts(l6.cast(), len8, len8);
    let l9 = *arg0.add(6 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
    let l10 = *arg0.add(7 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
    let base14 = l9;
    let len14 = l10;
    let mut result14 = _rt::Vec::with_capacity(len14);
    for i in 0..len14 {
        let base = base14.add(i * (2 * ::core::mem::size_of::<*const u8>()));
        let e14 = {
            let l11 = *base.add(0).cast::<*mut u8>();
            let l12 = *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>();
            let len13 = l12;
            let bytes13 = _rt::Vec::from_raw_parts(l11.cast(), len13, len13);
            _rt::string_lift(bytes13)
        };
        result14.push(e14);
    }
    _rt::cabi_dealloc(
        base14,
        len14 * (2 * ::core::mem::size_of::<*const u8>()),
        ::core::mem::size_of::<*const u8>(),
    );
    let l15 = *arg0.add(8 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
    let l16 = *arg0.add(9 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
    let base23 = l15;
    let len23 = l16;
    let mut result23 = _rt::Vec::with_capacity(len23);
    for i in 0..len23 {
        let base = base23.add(i * (4 * ::core::mem::size_of::<*const u8>()));
        let e23 = {
            let l17 = *base.add(0).cast::<*mut u8>();
            let l18 = *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>();
            let len19 = l18;
            let bytes19 = _rt::Vec::from_raw_parts(l17.cast(), len19, len19);
            let l20 = *base
                .add(2 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l21 = *base.add(3 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            let len22 = l21;
            let bytes22 = _rt::Vec::from_raw_parts(l20.cast(), len22, len22);
            (_rt::string_lift(bytes19), _rt::string_lift(bytes22))
        };
        result23.push(e23);
    }
    _rt::cabi_dealloc(
        base23,
        len23 * (4 * ::core::mem::size_of::<*const u8>()),
        ::core::mem::size_of::<*const u8>(),
    );
    let l24 = i32::from(
        *arg0.add(10 * ::core::mem::size_of::<*const u8>()).cast::<u8>(),
    );
    let l28 = *arg0.add(13 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
    let l29 = *arg0.add(14 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
    let len30 = l29;
    let bytes30 = _rt::Vec::from_raw_parts(l28.cast(), len30, len30);
    let l31 = *arg0.add(15 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
    let l32 = *arg0.add(16 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
    let len33 = l32;
    let bytes33 = _rt::Vec::from_raw_parts(l31.cast(), len33, len33);
    let result34 = T::dap_locator_create_scenario(
        _rt::string_lift(bytes2),
        zed::extension::dap::TaskTemplate {
            label: _rt::string_lift(bytes5),
            command: _rt::string_lift(bytes8),
            args: result14,
            env: result23,
            cwd: match l24 {
                0 => None,
                1 => {
                    let e = {
                        let l25 = *arg0
                            .add(11 * ::core::mem::size_of::<*const u8>())
                            .cast::<*mut u8>();
                        let l26 = *arg0
                            .add(12 * ::core::mem::size_of::<*const u8>())
                            .cast::<usize>();
                        let len27 = l26;
                        let bytes27 = _rt::Vec::from_raw_parts(l25.cast(), len27, len27);
                        _rt::string_lift(bytes27)
                    };
                    Some(e)
                }
                _ => _rt::invalid_enum_discriminant(),
            },
        },
        _rt::string_lift(bytes30),
        _rt::string_lift(bytes33),
    );
    _rt::cabi_dealloc(
        arg0,
        17 * ::core::mem::size_of::<*const u8>(),
        ::core::mem::size_of::<*const u8>(),
    );
    let ptr35 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result34 {
        Some(e) => {
            *ptr35.add(0).cast::<u8>() = (1i32) as u8;
            let zed::extension::dap::DebugScenario {
                label: label36,
                adapter: adapter36,
                build: build36,
                config: config36,
                tcp_connection: tcp_connection36,
            } = e;
            let vec37 = (label36.into_bytes()).into_boxed_slice();
            let ptr37 = vec37.as_ptr().cast::<u8>();
            let len37 = vec37.len();
            ::core::mem::forget(vec37);
            *ptr35.add(8 + 1 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len37;
            *ptr35.add(8).cast::<*mut u8>() = ptr37.cast_mut();
            let vec38 = (adapter36.into_bytes()).into_boxed_slice();
            let ptr38 = vec38.as_ptr().cast::<u8>();
            let len38 = vec38.len();
            ::core::mem::forget(vec38);
            *ptr35.add(8 + 3 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len38;
            *ptr35.add(8 + 2 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr38
                .cast_mut();
            match build36 {
                Some(e) => {
                    *ptr35
                        .add(8 + 4 * ::core::mem::size_of::<*const u8>())
                        .cast::<u8>() = (1i32) as u8;
                    use zed::extension::dap::BuildTaskDefinition as V52;
                    match e {
                        V52::ByName(e) => {
                            *ptr35
                                .add(8 + 5 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (0i32) as u8;
                            let vec39 = (e.into_bytes()).into_boxed_slice();
                            let ptr39 = vec39.as_ptr().cast::<u8>();
                            let len39 = vec39.len();
                            ::core::mem::forget(vec39);
                            *ptr35
                                .add(8 + 7 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len39;
                            *ptr35
                                .add(8 + 6 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = ptr39.cast_mut();
                        }
                        V52::Template(e) => {
                            *ptr35
                                .add(8 + 5 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (1i32) as u8;
                            let zed::extension::dap::BuildTaskDefinitionTemplatePayload {
                                locator_name: locator_name40,
                                template: template40,
                            } = e;
                            match locator_name40 {
                                Some(e) => {
                                    *ptr35
                                        .add(8 + 6 * ::core::mem::size_of::<*const u8>())
                                        .cast::<u8>() = (1i32) as u8;
                                    let vec41 = (e.into_bytes()).into_boxed_slice();
                                    let ptr41 = vec41.as_ptr().cast::<u8>();
                                    let len41 = vec41.len();
                                    ::core::mem::forget(vec41);
                                    *ptr35
                                        .add(8 + 8 * ::core::mem::size_of::<*const u8>())
                                        .cast::<usize>() = len41;
                                    *ptr35
                                        .add(8 + 7 * ::core::mem::size_of::<*const u8>())
                                        .cast::<*mut u8>() = ptr41.cast_mut();
                                }
                                None => {
                                    *ptr35
                                        .add(8 + 6 * ::core::mem::size_of::<*const u8>())
                                        .cast::<u8>() = (0i32) as u8;
                                }
                            };
                            let zed::extension::dap::TaskTemplate {
                                label: label42,
                                command: command42,
                                args: args42,
                                env: env42,
                                cwd: cwd42,
                            } = template40;
                            let vec43 = (label42.into_bytes()).into_boxed_slice();
                            let ptr43 = vec43.as_ptr().cast::<u8>();
                            let len43 = vec43.len();
                            ::core::mem::forget(vec43);
                            *ptr35
                                .add(8 + 10 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len43;
                            *ptr35
                                .add(8 + 9 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = ptr43.cast_mut();
                            let vec44 = (command42.into_bytes()).into_boxed_slice();
                            let ptr44 = vec44.as_ptr().cast::<u8>();
                            let len44 = vec44.len();
                            ::core::mem::forget(vec44);
                            *ptr35
                                .add(8 + 12 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len44;
                            *ptr35
                                .add(8 + 11 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = ptr44.cast_mut();
                            let vec46 = args42;
                            let len46 = vec46.len();
                            let layout46 = _rt::alloc::Layout::from_size_align_unchecked(
                                vec46.len() * (2 * ::core::mem::size_of::<*const u8>()),
                                ::core::mem::size_of::<*const u8>(),
                            );
                            let result46 = if layout46.size() != 0 {
                                let ptr = _rt::alloc::alloc(layout46).cast::<u8>();
                                if ptr.is_null() {
                                    _rt::alloc::handle_alloc_error(layout46);
                                }
                                ptr
                            } else {
                                ::core::ptr::null_mut()
                            };
                            for (i, e) in vec46.into_iter().enumerate() {
                                let base = result46
                                    .add(i * (2 * ::core::mem::size_of::<*const u8>()));
                                {
                                    let vec45 = (e.into_bytes()).into_boxed_slice();
                                    let ptr45 = vec45.as_ptr().cast::<u8>();
                                    let len45 = vec45.len();
                                    ::core::mem::forget(vec45);
                                    *base
                                        .add(::core::mem::size_of::<*const u8>())
                                        .cast::<usize>() = len45;
                                    *base.add(0).cast::<*mut u8>() = ptr45.cast_mut();
                                }
                            }
                            *ptr35
                                .add(8 + 14 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len46;
                            *ptr35
                                .add(8 + 13 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = result46;
                            let vec50 = env42;
                            let len50 = vec50.len();
                            let layout50 = _rt::alloc::Layout::from_size_align_unchecked(
                                vec50.len() * (4 * ::core::mem::size_of::<*const u8>()),
                                ::core::mem::size_of::<*const u8>(),
                            );
                            let result50 = if layout50.size() != 0 {
                                let ptr = _rt::alloc::alloc(layout50).cast::<u8>();
                                if ptr.is_null() {
                                    _rt::alloc::handle_alloc_error(layout50);
                                }
                                ptr
                            } else {
                                ::core::ptr::null_mut()
                            };
                            for (i, e) in vec50.into_iter().enumerate() {
                                let base = result50
                                    .add(i * (4 * ::core::mem::size_of::<*const u8>()));
                                {
                                    let (t47_0, t47_1) = e;
                                    let vec48 = (t47_0.into_bytes()).into_boxed_slice();
                                    let ptr48 = vec48.as_ptr().cast::<u8>();
                                    let len48 = vec48.len();
                                    ::core::mem::forget(vec48);
                                    *base
                                        .add(::core::mem::size_of::<*const u8>())
                                        .cast::<usize>() = len48;
                                    *base.add(0).cast::<*mut u8>() = ptr48.cast_mut();
                                    let vec49 = (t47_1.into_bytes()).into_boxed_slice();
                                    let ptr49 = vec49.as_ptr().cast::<u8>();
                                    let len49 = vec49.len();
                                    ::core::mem::forget(vec49);
                                    *base
                                        .add(3 * ::core::mem::size_of::<*const u8>())
                                        .cast::<usize>() = len49;
                                    *base
                                        .add(2 * ::core::mem::size_of::<*const u8>())
                                        .cast::<*mut u8>() = ptr49.cast_mut();
                                }
                            }
                            *ptr35
                                .add(8 + 16 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len50;
                            *ptr35
                                .add(8 + 15 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = result50;
                            match cwd42 {
                                Some(e) => {
                                    *ptr35
                                        .add(8 + 17 * ::core::mem::size_of::<*const u8>())
                                        .cast::<u8>() = (1i32) as u8;
                                    let vec51 = (e.into_bytes()).into_boxed_slice();
                                    let ptr51 = vec51.as_ptr().cast::<u8>();
                                    let len51 = vec51.len();
                                    ::core::mem::forget(vec51);
                                    *ptr35
                                        .add(8 + 19 * ::core::mem::size_of::<*const u8>())
                                        .cast::<usize>() = len51;
                                    *ptr35
                                        .add(8 + 18 * ::core::mem::size_of::<*const u8>())
                                        .cast::<*mut u8>() = ptr51.cast_mut();
                                }
                                None => {
                                    *ptr35
                                        .add(8 + 17 * ::core::mem::size_of::<*const u8>())
                                        .cast::<u8>() = (0i32) as u8;
                                }
                            };
                        }
                    }
                }
                None => {
                    *ptr35
                        .add(8 + 4 * ::core::mem::size_of::<*const u8>())
                        .cast::<u8>() = (0i32) as u8;
                }
            };
            let vec53 = (config36.into_bytes()).into_boxed_slice();
            let ptr53 = vec53.as_ptr().cast::<u8>();
            let len53 = vec53.len();
            ::core::mem::forget(vec53);
            *ptr35.add(8 + 21 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len53;
            *ptr35.add(8 + 20 * ::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr53
                .cast_mut();
            match tcp_connection36 {
                Some(e) => {
                    *ptr35
                        .add(8 + 22 * ::core::mem::size_of::<*const u8>())
                        .cast::<u8>() = (1i32) as u8;
                    let zed::extension::dap::TcpArgumentsTemplate {
                        port: port54,
                        host: host54,
                        timeout: timeout54,
                    } = e;
                    match port54 {
                        Some(e) => {
                            *ptr35
                                .add(16 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (1i32) as u8;
                            *ptr35
                                .add(18 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u16>() = (_rt::as_i32(e)) as u16;
                        }
                        None => {
                            *ptr35
                                .add(16 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (0i32) as u8;
                        }
                    };
                    match host54 {
                        Some(e) => {
                            *ptr35
                                .add(20 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (1i32) as u8;
                            *ptr35
                                .add(24 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<i32>() = _rt::as_i32(e);
                        }
                        None => {
                            *ptr35
                                .add(20 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (0i32) as u8;
                        }
                    };
                    match timeout54 {
                        Some(e) => {
                            *ptr35
                                .add(32 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (1i32) as u8;
                            *ptr35
                                .add(40 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<i64>() = _rt::as_i64(e);
                        }
                        None => {
                            *ptr35
                                .add(32 + 22 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (0i32) as u8;
                        }
                    };
                }
                None => {
                    *ptr35
                        .add(8 + 22 * ::core::mem::size_of::<*const u8>())
                        .cast::<u8>() = (0i32) as u8;
                }
            };
        }
        None => {
            *ptr35.add(0).cast::<u8>() = (0i32) as u8;
        }
    };
    ptr35
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_dap_locator_create_scenario<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {}
        _ => {
            let l1 = *arg0.add(8).cast::<*mut u8>();
            let l2 = *arg0
                .add(8 + 1 * ::core::mem::size_of::<*const u8>())
                .cast::<usize>();
            _rt::cabi_dealloc(l1, l2, 1);
            let l3 = *arg0
                .add(8 + 2 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l4 = *arg0
                .add(8 + 3 * ::core::mem::size_of::<*const u8>())
                .cast::<usize>();
            _rt::cabi_dealloc(l3, l4, 1);
            let l5 = i32::from(
                *arg0.add(8 + 4 * ::core::mem::size_of::<*const u8>()).cast::<u8>(),
            );
            match l5 {
                0 => {}
                _ => {
                    let l6 = i32::from(
                        *arg0
                            .add(8 + 5 * ::core::mem::size_of::<*const u8>())
                            .cast::<u8>(),
                    );
                    match l6 {
                        0 => {
                            let l7 = *arg0
                                .add(8 + 6 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l8 = *arg0
                                .add(8 + 7 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            _rt::cabi_dealloc(l7, l8, 1);
                        }
                        _ => {
                            let l9 = i32::from(
                                *arg0
                                    .add(8 + 6 * ::core::mem::size_of::<*const u8>())
                                    .cast::<u8>(),
                            );
                            match l9 {
                                0 => {}
                                _ => {
                                    let l10 = *arg0
                                        .add(8 + 7 * ::core::mem::size_of::<*const u8>())
                                        .cast::<*mut u8>();
                                    let l11 = *arg0
                                        .add(8 + 8 * ::core::mem::size_of::<*const u8>())
                                        .cast::<usize>();
                                    _rt::cabi_dealloc(l10, l11, 1);
                                }
                            }
                            let l12 = *arg0
                                .add(8 + 9 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l13 = *arg0
                                .add(8 + 10 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            _rt::cabi_dealloc(l12, l13, 1);
                            let l14 = *arg0
                                .add(8 + 11 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l15 = *arg0
                                .add(8 + 12 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            _rt::cabi_dealloc(l14, l15, 1);
                            let l16 = *arg0
                                .add(8 + 13 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l17 = *arg0
                                .add(8 + 14 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            let base20 = l16;
                            let len20 = l17;
                            for i in 0..len20 {
                                let base = base20
                                    .add(i * (2 * ::core::mem::size_of::<*const u8>()));
                                {
                                    let l18 = *base.add(0).cast::<*mut u8>();
                                    let l19 = *base
                                        .add(::core::mem::size_of::<*const u8>())
                                        .cast::<usize>();
                                    _rt::cabi_dealloc(l18, l19, 1);
                                }
                            }
                            _rt::cabi_dealloc(
                                base20,
                                len20 * (2 * ::core::mem::size_of::<*const u8>()),
                                ::core::mem::size_of::<*const u8>(),
                            );
                            let l21 = *arg0
                                .add(8 + 15 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l22 = *arg0
                                .add(8 + 16 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            let base27 = l21;
                            let len27 = l22;
                            for i in 0..len27 {
                                let base = base27
                                    .add(i * (4 * ::core::mem::size_of::<*const u8>()));
                                {
                                    let l23 = *base.add(0).cast::<*mut u8>();
                                    let l24 = *base
                                        .add(::core::mem::size_of::<*const u8>())
                                        .cast::<usize>();
                                    _rt::cabi_dealloc(l23, l24, 1);
                                    let l25 = *base
                                        .add(2 * ::core::mem::size_of::<*const u8>())
                                        .cast::<*mut u8>();
                                    let l26 = *base
                                        .add(3 * ::core::mem::size_of::<*const u8>())
                                        .cast::<usize>();
                                    _rt::cabi_dealloc(l25, l26, 1);
                                }
                            }
                            _rt::cabi_dealloc(
                                base27,
                                len27 * (4 * ::core::mem::size_of::<*const u8>()),
                                ::core::mem::size_of::<*const u8>(),
                            );
                            let l28 = i32::from(
                                *arg0
                                    .add(8 + 17 * ::core::mem::size_of::<*const u8>())
                                    .cast::<u8>(),
                            );
                            match l28 {
                                0 => {}
                                _ => {
                                    let l29 = *arg0
                                        .add(8 + 18 * ::core::mem::size_of::<*const u8>())
                                        .cast::<*mut u8>();
                                    let l30 = *arg0
                                        .add(8 + 19 * ::core::mem::size_of::<*const u8>())
                                        .cast::<usize>();
                                    _rt::cabi_dealloc(l29, l30, 1);
                                }
                            }
                        }
                    }
                }
            }
            let l31 = *arg0
                .add(8 + 20 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l32 = *arg0
                .add(8 + 21 * ::core::mem::size_of::<*const u8>())
                .cast::<usize>();
            _rt::cabi_dealloc(l31, l32, 1);
        }
    }
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn _export_run_dap_locator_cabi<T: Guest>(
    arg0: *mut u8,
    arg1: usize,
    arg2: *mut u8,
    arg3: usize,
    arg4: *mut u8,
    arg5: usize,
    arg6: *mut u8,
    arg7: usize,
    arg8: *mut u8,
    arg9: usize,
    arg10: i32,
    arg11: *mut u8,
    arg12: usize,
) -> *mut u8 {
    #[cfg(target_arch = "wasm32")] _rt::run_ctors_once();
    let len0 = arg1;
    let bytes0 = _rt::Vec::from_raw_parts(arg0.cast(), len0, len0);
    let len1 = arg3;
    let bytes1 = _rt::Vec::from_raw_parts(arg2.cast(), len1, len1);
    let len2 = arg5;
    let bytes2 = _rt::Vec::from_raw_parts(arg4.cast(), len2, len2);
    let base6 = arg6;
    let len6 = arg7;
    let mut result6 = _rt::Vec::with_capacity(len6);
    for i in 0..len6 {
        let base = base6.add(i * (2 * ::core::mem::size_of::<*const u8>()));
        let e6 = {
            let l3 = *base.add(0).cast::<*mut u8>();
            let l4 = *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>();
            let len5 = l4;
            let bytes5 = _rt::Vec::from_raw_parts(l3.cast(), len5, len5);
            _rt::string_lift(bytes5)
        };
        result6.push(e6);
    }
    _rt::cabi_dealloc(
        base6,
        len6 * (2 * ::core::mem::size_of::<*const u8>()),
        ::core::mem::size_of::<*const u8>(),
    );
    let base13 = arg8;
    let len13 = arg9;
    let mut result13 = _rt::Vec::with_capacity(len13);
    for i in 0..len13 {
        let base = base13.add(i * (4 * ::core::mem::size_of::<*const u8>()));
        let e13 = {
            let l7 = *base.add(0).cast::<*mut u8>();
            let l8 = *base.add(::core::mem::size_of::<*const u8>()).cast::<usize>();
            let len9 = l8;
            let bytes9 = _rt::Vec::from_raw_parts(l7.cast(), len9, len9);
            let l10 = *base
                .add(2 * ::core::mem::size_of::<*const u8>())
                .cast::<*mut u8>();
            let l11 = *base.add(3 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            let len12 = l11;
            let bytes12 = _rt::Vec::from_raw_parts(l10.cast(), len12, len12);
            (_rt::string_lift(bytes9), _rt::string_lift(bytes12))
        };
        result13.push(e13);
    }
    _rt::cabi_dealloc(
        base13,
        len13 * (4 * ::core::mem::size_of::<*const u8>()),
        ::core::mem::size_of::<*const u8>(),
    );
    let result15 = T::run_dap_locator(
        _rt::string_lift(bytes0),
        zed::extension::dap::TaskTemplate {
            label: _rt::string_lift(bytes1),
            command: _rt::string_lift(bytes2),
            args: result6,
            env: result13,
            cwd: match arg10 {
                0 => None,
                1 => {
                    let e = {
                        let len14 = arg12;
                        let bytes14 = _rt::Vec::from_raw_parts(
                            arg11.cast(),
                            len14,
                            len14,
                        );
                        _rt::string_lift(bytes14)
                    };
                    Some(e)
                }
                _ => _rt::invalid_enum_discriminant(),
            },
        },
    );
    let ptr16 = (&raw mut _RET_AREA.0).cast::<u8>();
    match result15 {
        Ok(e) => {
            *ptr16.add(0).cast::<u8>() = (0i32) as u8;
            use zed::extension::dap::DebugRequest as V27;
            match e {
                V27::Launch(e) => {
                    *ptr16.add(::core::mem::size_of::<*const u8>()).cast::<u8>() = (0i32)
                        as u8;
                    let zed::extension::dap::LaunchRequest {
                        program: program17,
                        cwd: cwd17,
                        args: args17,
                        envs: envs17,
                    } = e;
                    let vec18 = (program17.into_bytes()).into_boxed_slice();
                    let ptr18 = vec18.as_ptr().cast::<u8>();
                    let len18 = vec18.len();
                    ::core::mem::forget(vec18);
                    *ptr16
                        .add(3 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>() = len18;
                    *ptr16
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = ptr18.cast_mut();
                    match cwd17 {
                        Some(e) => {
                            *ptr16
                                .add(4 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (1i32) as u8;
                            let vec19 = (e.into_bytes()).into_boxed_slice();
                            let ptr19 = vec19.as_ptr().cast::<u8>();
                            let len19 = vec19.len();
                            ::core::mem::forget(vec19);
                            *ptr16
                                .add(6 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len19;
                            *ptr16
                                .add(5 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = ptr19.cast_mut();
                        }
                        None => {
                            *ptr16
                                .add(4 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (0i32) as u8;
                        }
                    };
                    let vec21 = args17;
                    let len21 = vec21.len();
                    let layout21 = _rt::alloc::Layout::from_size_align_unchecked(
                        vec21.len() * (2 * ::core::mem::size_of::<*const u8>()),
                        ::core::mem::size_of::<*const u8>(),
                    );
                    let result21 = if layout21.size() != 0 {
                        let ptr = _rt::alloc::alloc(layout21).cast::<u8>();
                        if ptr.is_null() {
                            _rt::alloc::handle_alloc_error(layout21);
                        }
                        ptr
                    } else {
                        ::core::ptr::null_mut()
                    };
                    for (i, e) in vec21.into_iter().enumerate() {
                        let base = result21
                            .add(i * (2 * ::core::mem::size_of::<*const u8>()));
                        {
                            let vec20 = (e.into_bytes()).into_boxed_slice();
                            let ptr20 = vec20.as_ptr().cast::<u8>();
                            let len20 = vec20.len();
                            ::core::mem::forget(vec20);
                            *base
                                .add(::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len20;
                            *base.add(0).cast::<*mut u8>() = ptr20.cast_mut();
                        }
                    }
                    *ptr16
                        .add(8 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>() = len21;
                    *ptr16
                        .add(7 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = result21;
                    let vec25 = envs17;
                    let len25 = vec25.len();
                    let layout25 = _rt::alloc::Layout::from_size_align_unchecked(
                        vec25.len() * (4 * ::core::mem::size_of::<*const u8>()),
                        ::core::mem::size_of::<*const u8>(),
                    );
                    let result25 = if layout25.size() != 0 {
                        let ptr = _rt::alloc::alloc(layout25).cast::<u8>();
                        if ptr.is_null() {
                            _rt::alloc::handle_alloc_error(layout25);
                        }
                        ptr
                    } else {
                        ::core::ptr::null_mut()
                    };
                    for (i, e) in vec25.into_iter().enumerate() {
                        let base = result25
                            .add(i * (4 * ::core::mem::size_of::<*const u8>()));
                        {
                            let (t22_0, t22_1) = e;
                            let vec23 = (t22_0.into_bytes()).into_boxed_slice();
                            let ptr23 = vec23.as_ptr().cast::<u8>();
                            let len23 = vec23.len();
                            ::core::mem::forget(vec23);
                            *base
                                .add(::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len23;
                            *base.add(0).cast::<*mut u8>() = ptr23.cast_mut();
                            let vec24 = (t22_1.into_bytes()).into_boxed_slice();
                            let ptr24 = vec24.as_ptr().cast::<u8>();
                            let len24 = vec24.len();
                            ::core::mem::forget(vec24);
                            *base
                                .add(3 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len24;
                            *base
                                .add(2 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = ptr24.cast_mut();
                        }
                    }
                    *ptr16
                        .add(10 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>() = len25;
                    *ptr16
                        .add(9 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>() = result25;
                }
                V27::Attach(e) => {
                    *ptr16.add(::core::mem::size_of::<*const u8>()).cast::<u8>() = (1i32)
                        as u8;
                    let zed::extension::dap::AttachRequest {
                        process_id: process_id26,
                    } = e;
                    match process_id26 {
                        Some(e) => {
                            *ptr16
                                .add(2 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (1i32) as u8;
                            *ptr16
                                .add(4 + 2 * ::core::mem::size_of::<*const u8>())
                                .cast::<i32>() = _rt::as_i32(e);
                        }
                        None => {
                            *ptr16
                                .add(2 * ::core::mem::size_of::<*const u8>())
                                .cast::<u8>() = (0i32) as u8;
                        }
                    };
                }
            }
        }
        Err(e) => {
            *ptr16.add(0).cast::<u8>() = (1i32) as u8;
            let vec28 = (e.into_bytes()).into_boxed_slice();
            let ptr28 = vec28.as_ptr().cast::<u8>();
            let len28 = vec28.len();
            ::core::mem::forget(vec28);
            *ptr16.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>() = len28;
            *ptr16.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>() = ptr28
                .cast_mut();
        }
    };
    ptr16
}
#[doc(hidden)]
#[allow(non_snake_case)]
pub unsafe fn __post_return_run_dap_locator<T: Guest>(arg0: *mut u8) {
    let l0 = i32::from(*arg0.add(0).cast::<u8>());
    match l0 {
        0 => {
            let l1 = i32::from(
                *arg0.add(::core::mem::size_of::<*const u8>()).cast::<u8>(),
            );
            match l1 {
                0 => {
                    let l2 = *arg0
                        .add(2 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l3 = *arg0
                        .add(3 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    _rt::cabi_dealloc(l2, l3, 1);
                    let l4 = i32::from(
                        *arg0.add(4 * ::core::mem::size_of::<*const u8>()).cast::<u8>(),
                    );
                    match l4 {
                        0 => {}
                        _ => {
                            let l5 = *arg0
                                .add(5 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l6 = *arg0
                                .add(6 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            _rt::cabi_dealloc(l5, l6, 1);
                        }
                    }
                    let l7 = *arg0
                        .add(7 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l8 = *arg0
                        .add(8 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    let base11 = l7;
                    let len11 = l8;
                    for i in 0..len11 {
                        let base = base11
                            .add(i * (2 * ::core::mem::size_of::<*const u8>()));
                        {
                            let l9 = *base.add(0).cast::<*mut u8>();
                            let l10 = *base
                                .add(::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            _rt::cabi_dealloc(l9, l10, 1);
                        }
                    }
                    _rt::cabi_dealloc(
                        base11,
                        len11 * (2 * ::core::mem::size_of::<*const u8>()),
                        ::core::mem::size_of::<*const u8>(),
                    );
                    let l12 = *arg0
                        .add(9 * ::core::mem::size_of::<*const u8>())
                        .cast::<*mut u8>();
                    let l13 = *arg0
                        .add(10 * ::core::mem::size_of::<*const u8>())
                        .cast::<usize>();
                    let base18 = l12;
                    let len18 = l13;
                    for i in 0..len18 {
                        let base = base18
                            .add(i * (4 * ::core::mem::size_of::<*const u8>()));
                        {
                            let l14 = *base.add(0).cast::<*mut u8>();
                            let l15 = *base
                                .add(::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            _rt::cabi_dealloc(l14, l15, 1);
                            let l16 = *base
                                .add(2 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>();
                            let l17 = *base
                                .add(3 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>();
                            _rt::cabi_dealloc(l16, l17, 1);
                        }
                    }
                    _rt::cabi_dealloc(
                        base18,
                        len18 * (4 * ::core::mem::size_of::<*const u8>()),
                        ::core::mem::size_of::<*const u8>(),
                    );
                }
                _ => {}
            }
        }
        _ => {
            let l19 = *arg0.add(::core::mem::size_of::<*const u8>()).cast::<*mut u8>();
            let l20 = *arg0.add(2 * ::core::mem::size_of::<*const u8>()).cast::<usize>();
            _rt::cabi_dealloc(l19, l20, 1);
        }
    }
}
pub trait Guest {
    /// Returns the command used to start up the language server.
    fn language_server_command(
        language_server_id: _rt::String,
        worktree: &Worktree,
    ) -> Result<Command, _rt::String>;
    /// Returns the initialization options to pass to the language server on startup.
    ///
    /// The initialization options are represented as a JSON string.
    fn language_server_initialization_options(
        language_server_id: _rt::String,
        worktree: &Worktree,
    ) -> Result<Option<_rt::String>, _rt::String>;
    /// Returns the workspace configuration options to pass to the language server.
    fn language_server_workspace_configuration(
        language_server_id: _rt::String,
        worktree: &Worktree,
    ) -> Result<Option<_rt::String>, _rt::String>;
    /// Returns the initialization options to pass to the other language server.
    fn language_server_additional_initialization_options(
        language_server_id: _rt::String,
        target_language_server_id: _rt::String,
        worktree: &Worktree,
    ) -> Result<Option<_rt::String>, _rt::String>;
    /// Returns the workspace configuration options to pass to the other language server.
    fn language_server_additional_workspace_configuration(
        language_server_id: _rt::String,
        target_language_server_id: _rt::String,
        worktree: &Worktree,
    ) -> Result<Option<_rt::String>, _rt::String>;
    fn labels_for_completions(
        language_server_id: _rt::String,
        completions: _rt::Vec<Completion>,
    ) -> Result<_rt::Vec<Option<CodeLabel>>, _rt::String>;
    fn labels_for_symbols(
        language_server_id: _rt::String,
        symbols: _rt::Vec<Symbol>,
    ) -> Result<_rt::Vec<Option<CodeLabel>>, _rt::String>;
    /// Returns the completions that should be shown when completing the provided slash command with the given query.
    fn complete_slash_command_argument(
        command: SlashCommand,
        args: _rt::Vec<_rt::String>,
    ) -> Result<_rt::Vec<SlashCommandArgumentCompletion>, _rt::String>;
    /// Returns the output from running the provided slash command.
    fn run_slash_command(
        command: SlashCommand,
        args: _rt::Vec<_rt::String>,
        worktree: Option<&Worktree>,
    ) -> Result<SlashCommandOutput, _rt::String>;
    /// Returns the command used to start up a context server.
    fn context_server_command(
        context_server_id: _rt::String,
        project: &Project,
    ) -> Result<Command, _rt::String>;
    /// Returns the configuration for a context server.
    fn context_server_configuration(
        context_server_id: _rt::String,
        project: &Project,
    ) -> Result<Option<ContextServerConfiguration>, _rt::String>;
    /// Returns a list of packages as suggestions to be included in the `/docs`
    /// search results.
    ///
    /// This can be used to provide completions for known packages (e.g., from the
    /// local project or a registry) before a package has been indexed.
    fn suggest_docs_packages(
        provider_name: _rt::String,
    ) -> Result<_rt::Vec<_rt::String>, _rt::String>;
    /// Indexes the docs for the specified package.
    fn index_docs(
        provider_name: _rt::String,
        package_name: _rt::String,
        database: &KeyValueStore,
    ) -> Result<(), _rt::String>;
    /// Returns a configured debug adapter binary for a given debug task.
    fn get_dap_binary(
        adapter_name: _rt::String,
        config: DebugTaskDefinition,
        user_installed_path: Option<_rt::String>,
        worktree: &Worktree,
    ) -> Result<DebugAdapterBinary, _rt::String>;
    /// Returns the kind of a debug scenario (launch or attach).
    fn dap_request_kind(
        adapter_name: _rt::String,
        config: _rt::String,
    ) -> Result<StartDebuggingRequestArgumentsRequest, _rt::String>;
    fn dap_config_to_scenario(config: DebugConfig) -> Result<DebugScenario, _rt::String>;
    fn dap_locator_create_scenario(
        locator_name: _rt::String,
        build_config_template: BuildTaskTemplate,
        resolved_label: _rt::String,
        debug_adapter_name: _rt::String,
    ) -> Option<DebugScenario>;
    fn run_dap_locator(
        locator_name: _rt::String,
        config: ResolvedTask,
    ) -> Result<DebugRequest, _rt::String>;
}
#[doc(hidden)]
macro_rules! __export_world_extension_cabi {
    ($ty:ident with_types_in $($path_to_types:tt)*) => {
        const _ : () = { #[unsafe (export_name = "language-server-command")] unsafe
        extern "C" fn export_language_server_command(arg0 : * mut u8, arg1 : usize, arg2
        : i32,) -> * mut u8 { unsafe { $($path_to_types)*::
        _export_language_server_command_cabi::<$ty > (arg0, arg1, arg2) } } #[unsafe
        (export_name = "cabi_post_language-server-command")] unsafe extern "C" fn
        _post_return_language_server_command(arg0 : * mut u8,) { unsafe {
        $($path_to_types)*:: __post_return_language_server_command::<$ty > (arg0) } }
        #[unsafe (export_name = "language-server-initialization-options")] unsafe extern
        "C" fn export_language_server_initialization_options(arg0 : * mut u8, arg1 :
        usize, arg2 : i32,) -> * mut u8 { unsafe { $($path_to_types)*::
        _export_language_server_initialization_options_cabi::<$ty > (arg0, arg1, arg2) }
        } #[unsafe (export_name = "cabi_post_language-server-initialization-options")]
        unsafe extern "C" fn _post_return_language_server_initialization_options(arg0 : *
        mut u8,) { unsafe { $($path_to_types)*::
        __post_return_language_server_initialization_options::<$ty > (arg0) } } #[unsafe
        (export_name = "language-server-workspace-configuration")] unsafe extern "C" fn
        export_language_server_workspace_configuration(arg0 : * mut u8, arg1 : usize,
        arg2 : i32,) -> * mut u8 { unsafe { $($path_to_types)*::
        _export_language_server_workspace_configuration_cabi::<$ty > (arg0, arg1, arg2) }
        } #[unsafe (export_name = "cabi_post_language-server-workspace-configuration")]
        unsafe extern "C" fn _post_return_language_server_workspace_configuration(arg0 :
        * mut u8,) { unsafe { $($path_to_types)*::
        __post_return_language_server_workspace_configuration::<$ty > (arg0) } } #[unsafe
        (export_name = "language-server-additional-initialization-options")] unsafe
        extern "C" fn export_language_server_additional_initialization_options(arg0 : *
        mut u8, arg1 : usize, arg2 : * mut u8, arg3 : usize, arg4 : i32,) -> * mut u8 {
        unsafe { $($path_to_types)*::
        _export_language_server_additional_initialization_options_cabi::<$ty > (arg0,
        arg1, arg2, arg3, arg4) } } #[unsafe (export_name =
        "cabi_post_language-server-additional-initialization-options")] unsafe extern "C"
        fn _post_return_language_server_additional_initialization_options(arg0 : * mut
        u8,) { unsafe { $($path_to_types)*::
        __post_return_language_server_additional_initialization_options::<$ty > (arg0) }
        } #[unsafe (export_name = "language-server-additional-workspace-configuration")]
        unsafe extern "C" fn
        export_language_server_additional_workspace_configuration(arg0 : * mut u8, arg1 :
        usize, arg2 : * mut u8, arg3 : usize, arg4 : i32,) -> * mut u8 { unsafe {
        $($path_to_types)*::
        _export_language_server_additional_workspace_configuration_cabi::<$ty > (arg0,
        arg1, arg2, arg3, arg4) } } #[unsafe (export_name =
        "cabi_post_language-server-additional-workspace-configuration")] unsafe extern
        "C" fn _post_return_language_server_additional_workspace_configuration(arg0 : *
        mut u8,) { unsafe { $($path_to_types)*::
        __post_return_language_server_additional_workspace_configuration::<$ty > (arg0) }
        } #[unsafe (export_name = "labels-for-completions")] unsafe extern "C" fn
        export_labels_for_completions(arg0 : * mut u8, arg1 : usize, arg2 : * mut u8,
        arg3 : usize,) -> * mut u8 { unsafe { $($path_to_types)*::
        _export_labels_for_completions_cabi::<$ty > (arg0, arg1, arg2, arg3) } } #[unsafe
        (export_name = "cabi_post_labels-for-completions")] unsafe extern "C" fn
        _post_return_labels_for_completions(arg0 : * mut u8,) { unsafe {
        $($path_to_types)*:: __post_return_labels_for_completions::<$ty > (arg0) } }
        #[unsafe (export_name = "labels-for-symbols")] unsafe extern "C" fn
        export_labels_for_symbols(arg0 : * mut u8, arg1 : usize, arg2 : * mut u8, arg3 :
        usize,) -> * mut u8 { unsafe { $($path_to_types)*::
        _export_labels_for_symbols_cabi::<$ty > (arg0, arg1, arg2, arg3) } } #[unsafe
        (export_name = "cabi_post_labels-for-symbols")] unsafe extern "C" fn
        _post_return_labels_for_symbols(arg0 : * mut u8,) { unsafe { $($path_to_types)*::
        __post_return_labels_for_symbols::<$ty > (arg0) } } #[unsafe (export_name =
        "complete-slash-command-argument")] unsafe extern "C" fn
        export_complete_slash_command_argument(arg0 : * mut u8, arg1 : usize, arg2 : *
        mut u8, arg3 : usize, arg4 : * mut u8, arg5 : usize, arg6 : i32, arg7 : * mut u8,
        arg8 : usize,) -> * mut u8 { unsafe { $($path_to_types)*::
        _export_complete_slash_command_argument_cabi::<$ty > (arg0, arg1, arg2, arg3,
        arg4, arg5, arg6, arg7, arg8) } } #[unsafe (export_name =
        "cabi_post_complete-slash-command-argument")] unsafe extern "C" fn
        _post_return_complete_slash_command_argument(arg0 : * mut u8,) { unsafe {
        $($path_to_types)*:: __post_return_complete_slash_command_argument::<$ty > (arg0)
        } } #[unsafe (export_name = "run-slash-command")] unsafe extern "C" fn
        export_run_slash_command(arg0 : * mut u8, arg1 : usize, arg2 : * mut u8, arg3 :
        usize, arg4 : * mut u8, arg5 : usize, arg6 : i32, arg7 : * mut u8, arg8 : usize,
        arg9 : i32, arg10 : i32,) -> * mut u8 { unsafe { $($path_to_types)*::
        _export_run_slash_command_cabi::<$ty > (arg0, arg1, arg2, arg3, arg4, arg5, arg6,
        arg7, arg8, arg9, arg10) } } #[unsafe (export_name =
        "cabi_post_run-slash-command")] unsafe extern "C" fn
        _post_return_run_slash_command(arg0 : * mut u8,) { unsafe { $($path_to_types)*::
        __post_return_run_slash_command::<$ty > (arg0) } } #[unsafe (export_name =
        "context-server-command")] unsafe extern "C" fn
        export_context_server_command(arg0 : * mut u8, arg1 : usize, arg2 : i32,) -> *
        mut u8 { unsafe { $($path_to_types)*:: _export_context_server_command_cabi::<$ty
        > (arg0, arg1, arg2) } } #[unsafe (export_name =
        "cabi_post_context-server-command")] unsafe extern "C" fn
        _post_return_context_server_command(arg0 : * mut u8,) { unsafe {
        $($path_to_types)*:: __post_return_context_server_command::<$ty > (arg0) } }
        #[unsafe (export_name = "context-server-configuration")] unsafe extern "C" fn
        export_context_server_configuration(arg0 : * mut u8, arg1 : usize, arg2 : i32,)
        -> * mut u8 { unsafe { $($path_to_types)*::
        _export_context_server_configuration_cabi::<$ty > (arg0, arg1, arg2) } } #[unsafe
        (export_name = "cabi_post_context-server-configuration")] unsafe extern "C" fn
        _post_return_context_server_configuration(arg0 : * mut u8,) { unsafe {
        $($path_to_types)*:: __post_return_context_server_configuration::<$ty > (arg0) }
        } #[unsafe (export_name = "suggest-docs-packages")] unsafe extern "C" fn
        export_suggest_docs_packages(arg0 : * mut u8, arg1 : usize,) -> * mut u8 { unsafe
        { $($path_to_types)*:: _export_suggest_docs_packages_cabi::<$ty > (arg0, arg1) }
        } #[unsafe (export_name = "cabi_post_suggest-docs-packages")] unsafe extern "C"
        fn _post_return_suggest_docs_packages(arg0 : * mut u8,) { unsafe {
        $($path_to_types)*:: __post_return_suggest_docs_packages::<$ty > (arg0) } }
        #[unsafe (export_name = "index-docs")] unsafe extern "C" fn
        export_index_docs(arg0 : * mut u8, arg1 : usize, arg2 : * mut u8, arg3 : usize,
        arg4 : i32,) -> * mut u8 { unsafe { $($path_to_types)*::
        _export_index_docs_cabi::<$ty > (arg0, arg1, arg2, arg3, arg4) } } #[unsafe
        (export_name = "cabi_post_index-docs")] unsafe extern "C" fn
        _post_return_index_docs(arg0 : * mut u8,) { unsafe { $($path_to_types)*::
        __post_return_index_docs::<$ty > (arg0) } } #[unsafe (export_name =
        "get-dap-binary")] unsafe extern "C" fn export_get_dap_binary(arg0 : * mut u8,)
        -> * mut u8 { unsafe { $($path_to_types)*:: _export_get_dap_binary_cabi::<$ty >
        (arg0) } } #[unsafe (export_name = "cabi_post_get-dap-binary")] unsafe extern "C"
        fn _post_return_get_dap_binary(arg0 : * mut u8,) { unsafe { $($path_to_types)*::
        __post_return_get_dap_binary::<$ty > (arg0) } } #[unsafe (export_name =
        "dap-request-kind")] unsafe extern "C" fn export_dap_request_kind(arg0 : * mut
        u8, arg1 : usize, arg2 : * mut u8, arg3 : usize,) -> * mut u8 { unsafe {
        $($path_to_types)*:: _export_dap_request_kind_cabi::<$ty > (arg0, arg1, arg2,
        arg3) } } #[unsafe (export_name = "cabi_post_dap-request-kind")] unsafe extern
        "C" fn _post_return_dap_request_kind(arg0 : * mut u8,) { unsafe {
        $($path_to_types)*:: __post_return_dap_request_kind::<$ty > (arg0) } } #[unsafe
        (export_name = "dap-config-to-scenario")] unsafe extern "C" fn
        export_dap_config_to_scenario(arg0 : * mut u8, arg1 : usize, arg2 : * mut u8,
        arg3 : usize, arg4 : i32, arg5 : * mut u8, arg6 : usize, arg7 : i32, arg8 : * mut
        u8, arg9 : usize, arg10 : * mut u8, arg11 : usize, arg12 : * mut u8, arg13 :
        usize, arg14 : i32, arg15 : i32,) -> * mut u8 { unsafe { $($path_to_types)*::
        _export_dap_config_to_scenario_cabi::<$ty > (arg0, arg1, arg2, arg3, arg4, arg5,
        arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13, arg14, arg15) } } #[unsafe
        (export_name = "cabi_post_dap-config-to-scenario")] unsafe extern "C" fn
        _post_return_dap_config_to_scenario(arg0 : * mut u8,) { unsafe {
        $($path_to_types)*:: __post_return_dap_config_to_scenario::<$ty > (arg0) } }
        #[unsafe (export_name = "dap-locator-create-scenario")] unsafe extern "C" fn
        export_dap_locator_create_scenario(arg0 : * mut u8,) -> * mut u8 { unsafe {
        $($path_to_types)*:: _export_dap_locator_create_scenario_cabi::<$ty > (arg0) } }
        #[unsafe (export_name = "cabi_post_dap-locator-create-scenario")] unsafe extern
        "C" fn _post_return_dap_locator_create_scenario(arg0 : * mut u8,) { unsafe {
        $($path_to_types)*:: __post_return_dap_locator_create_scenario::<$ty > (arg0) } }
        #[unsafe (export_name = "run-dap-locator")] unsafe extern "C" fn
        export_run_dap_locator(arg0 : * mut u8, arg1 : usize, arg2 : * mut u8, arg3 :
        usize, arg4 : * mut u8, arg5 : usize, arg6 : * mut u8, arg7 : usize, arg8 : * mut
        u8, arg9 : usize, arg10 : i32, arg11 : * mut u8, arg12 : usize,) -> * mut u8 {
        unsafe { $($path_to_types)*:: _export_run_dap_locator_cabi::<$ty > (arg0, arg1,
        arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12) } } #[unsafe
        (export_name = "cabi_post_run-dap-locator")] unsafe extern "C" fn
        _post_return_run_dap_locator(arg0 : * mut u8,) { unsafe { $($path_to_types)*::
        __post_return_run_dap_locator::<$ty > (arg0) } } };
    };
}
#[doc(hidden)]
pub(crate) use __export_world_extension_cabi;
#[repr(align(8))]
struct _RetArea(
    [::core::mem::MaybeUninit<u8>; 48 + 22 * ::core::mem::size_of::<*const u8>()],
);
static mut _RET_AREA: _RetArea = _RetArea(
    [::core::mem::MaybeUninit::uninit(); 48 + 22 * ::core::mem::size_of::<*const u8>()],
);
#[allow(dead_code, clippy::all)]
pub mod zed {
    pub mod extension {
        #[allow(dead_code, async_fn_in_trait, unused_imports, clippy::all)]
        pub mod common {
            #[used]
            #[doc(hidden)]
            static __FORCE_SECTION_REF: fn() = super::super::super::__link_custom_section_describing_imports;
            use super::super::super::_rt;
            /// A (half-open) range (`[start, end)`).
            #[repr(C)]
            #[derive(Clone, Copy)]
            pub struct Range {
                /// The start of the range (inclusive).
                pub start: u32,
                /// The end of the range (exclusive).
                pub end: u32,
            }
            impl ::core::fmt::Debug for Range {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Range")
                        .field("start", &self.start)
                        .field("end", &self.end)
                        .finish()
                }
            }
            /// A list of environment variables.
            pub type EnvVars = _rt::Vec<(_rt::String, _rt::String)>;
        }
        #[allow(dead_code, async_fn_in_trait, unused_imports, clippy::all)]
        pub mod context_server {
            #[used]
            #[doc(hidden)]
            static __FORCE_SECTION_REF: fn() = super::super::super::__link_custom_section_describing_imports;
            use super::super::super::_rt;
            /// Configuration for context server setup and installation.
            #[derive(Clone)]
            pub struct ContextServerConfiguration {
                /// Installation instructions in Markdown format.
                pub installation_instructions: _rt::String,
                /// JSON schema for settings validation.
                pub settings_schema: _rt::String,
                /// Default settings template.
                pub default_settings: _rt::String,
            }
            impl ::core::fmt::Debug for ContextServerConfiguration {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("ContextServerConfiguration")
                        .field(
                            "installation-instructions",
                            &self.installation_instructions,
                        )
                        .field("settings-schema", &self.settings_schema)
                        .field("default-settings", &self.default_settings)
                        .finish()
                }
            }
        }
        #[allow(dead_code, async_fn_in_trait, unused_imports, clippy::all)]
        pub mod dap {
            #[used]
            #[doc(hidden)]
            static __FORCE_SECTION_REF: fn() = super::super::super::__link_custom_section_describing_imports;
            use super::super::super::_rt;
            pub type EnvVars = super::super::super::zed::extension::common::EnvVars;
            #[derive(Clone)]
            pub struct LaunchRequest {
                pub program: _rt::String,
                pub cwd: Option<_rt::String>,
                pub args: _rt::Vec<_rt::String>,
                pub envs: EnvVars,
            }
            impl ::core::fmt::Debug for LaunchRequest {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("LaunchRequest")
                        .field("program", &self.program)
                        .field("cwd", &self.cwd)
                        .field("args", &self.args)
                        .field("envs", &self.envs)
                        .finish()
                }
            }
            #[repr(C)]
            #[derive(Clone, Copy)]
            pub struct AttachRequest {
                pub process_id: Option<u32>,
            }
            impl ::core::fmt::Debug for AttachRequest {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("AttachRequest")
                        .field("process-id", &self.process_id)
                        .finish()
                }
            }
            #[derive(Clone)]
            pub enum DebugRequest {
                Launch(LaunchRequest),
                Attach(AttachRequest),
            }
            impl ::core::fmt::Debug for DebugRequest {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        DebugRequest::Launch(e) => {
                            f.debug_tuple("DebugRequest::Launch").field(e).finish()
                        }
                        DebugRequest::Attach(e) => {
                            f.debug_tuple("DebugRequest::Attach").field(e).finish()
                        }
                    }
                }
            }
            #[repr(C)]
            #[derive(Clone, Copy)]
            pub struct TcpArguments {
                pub port: u16,
                pub host: u32,
                pub timeout: Option<u64>,
            }
            impl ::core::fmt::Debug for TcpArguments {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("TcpArguments")
                        .field("port", &self.port)
                        .field("host", &self.host)
                        .field("timeout", &self.timeout)
                        .finish()
                }
            }
            #[repr(C)]
            #[derive(Clone, Copy)]
            pub struct TcpArgumentsTemplate {
                pub port: Option<u16>,
                pub host: Option<u32>,
                pub timeout: Option<u64>,
            }
            impl ::core::fmt::Debug for TcpArgumentsTemplate {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("TcpArgumentsTemplate")
                        .field("port", &self.port)
                        .field("host", &self.host)
                        .field("timeout", &self.timeout)
                        .finish()
                }
            }
            /// Debug Config is the "highest-level" configuration for a debug session.
            /// It comes from a new process modal UI; thus, it is essentially debug-adapter-agnostic.
            /// It is expected of the extension to translate this generic configuration into something that can be debugged by the adapter (debug scenario).
            #[derive(Clone)]
            pub struct DebugConfig {
                /// Name of the debug task
                pub label: _rt::String,
                /// The debug adapter to use
                pub adapter: _rt::String,
                pub request: DebugRequest,
                pub stop_on_entry: Option<bool>,
            }
            impl ::core::fmt::Debug for DebugConfig {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("DebugConfig")
                        .field("label", &self.label)
                        .field("adapter", &self.adapter)
                        .field("request", &self.request)
                        .field("stop-on-entry", &self.stop_on_entry)
                        .finish()
                }
            }
            #[derive(Clone)]
            pub struct TaskTemplate {
                /// Human readable name of the task to display in the UI.
                pub label: _rt::String,
                /// Executable command to spawn.
                pub command: _rt::String,
                pub args: _rt::Vec<_rt::String>,
                pub env: EnvVars,
                pub cwd: Option<_rt::String>,
            }
            impl ::core::fmt::Debug for TaskTemplate {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("TaskTemplate")
                        .field("label", &self.label)
                        .field("command", &self.command)
                        .field("args", &self.args)
                        .field("env", &self.env)
                        .field("cwd", &self.cwd)
                        .finish()
                }
            }
            /// A task template with substituted task variables.
            pub type ResolvedTask = TaskTemplate;
            /// A task template for building a debug target.
            pub type BuildTaskTemplate = TaskTemplate;
            #[derive(Clone)]
            pub struct BuildTaskDefinitionTemplatePayload {
                pub locator_name: Option<_rt::String>,
                pub template: BuildTaskTemplate,
            }
            impl ::core::fmt::Debug for BuildTaskDefinitionTemplatePayload {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("BuildTaskDefinitionTemplatePayload")
                        .field("locator-name", &self.locator_name)
                        .field("template", &self.template)
                        .finish()
                }
            }
            #[derive(Clone)]
            pub enum BuildTaskDefinition {
                ByName(_rt::String),
                Template(BuildTaskDefinitionTemplatePayload),
            }
            impl ::core::fmt::Debug for BuildTaskDefinition {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        BuildTaskDefinition::ByName(e) => {
                            f.debug_tuple("BuildTaskDefinition::ByName")
                                .field(e)
                                .finish()
                        }
                        BuildTaskDefinition::Template(e) => {
                            f.debug_tuple("BuildTaskDefinition::Template")
                                .field(e)
                                .finish()
                        }
                    }
                }
            }
            /// Debug Scenario is the user-facing configuration type (used in debug.json). It is still concerned with what to debug and not necessarily how to do it (except for any
            /// debug-adapter-specific configuration options).
            #[derive(Clone)]
            pub struct DebugScenario {
                /// Unsubstituted label for the task.DebugAdapterBinary
                pub label: _rt::String,
                /// Name of the Debug Adapter this configuration is intended for.
                pub adapter: _rt::String,
                /// An optional build step to be ran prior to starting a debug session. Build steps are used by Zed's locators to locate the executable to debug.
                pub build: Option<BuildTaskDefinition>,
                /// JSON-encoded configuration for a given debug adapter.
                pub config: _rt::String,
                /// TCP connection parameters (if they were specified by user)
                pub tcp_connection: Option<TcpArgumentsTemplate>,
            }
            impl ::core::fmt::Debug for DebugScenario {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("DebugScenario")
                        .field("label", &self.label)
                        .field("adapter", &self.adapter)
                        .field("build", &self.build)
                        .field("config", &self.config)
                        .field("tcp-connection", &self.tcp_connection)
                        .finish()
                }
            }
            #[repr(u8)]
            #[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
            pub enum StartDebuggingRequestArgumentsRequest {
                Launch,
                Attach,
            }
            impl ::core::fmt::Debug for StartDebuggingRequestArgumentsRequest {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        StartDebuggingRequestArgumentsRequest::Launch => {
                            f.debug_tuple(
                                    "StartDebuggingRequestArgumentsRequest::Launch",
                                )
                                .finish()
                        }
                        StartDebuggingRequestArgumentsRequest::Attach => {
                            f.debug_tuple(
                                    "StartDebuggingRequestArgumentsRequest::Attach",
                                )
                                .finish()
                        }
                    }
                }
            }
            impl StartDebuggingRequestArgumentsRequest {
                #[doc(hidden)]
                pub unsafe fn _lift(val: u8) -> StartDebuggingRequestArgumentsRequest {
                    if !cfg!(debug_assertions) {
                        return ::core::mem::transmute(val);
                    }
                    match val {
                        0 => StartDebuggingRequestArgumentsRequest::Launch,
                        1 => StartDebuggingRequestArgumentsRequest::Attach,
                        _ => panic!("invalid enum discriminant"),
                    }
                }
            }
            #[derive(Clone)]
            pub struct DebugTaskDefinition {
                /// Unsubstituted label for the task.DebugAdapterBinary
                pub label: _rt::String,
                /// Name of the Debug Adapter this configuration is intended for.
                pub adapter: _rt::String,
                /// JSON-encoded configuration for a given debug adapter.
                pub config: _rt::String,
                /// TCP connection parameters (if they were specified by user)
                pub tcp_connection: Option<TcpArgumentsTemplate>,
            }
            impl ::core::fmt::Debug for DebugTaskDefinition {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("DebugTaskDefinition")
                        .field("label", &self.label)
                        .field("adapter", &self.adapter)
                        .field("config", &self.config)
                        .field("tcp-connection", &self.tcp_connection)
                        .finish()
                }
            }
            #[derive(Clone)]
            pub struct StartDebuggingRequestArguments {
                /// JSON-encoded configuration for a given debug adapter. It is specific to each debug adapter.
                /// `configuration` will have it's Zed variable references substituted prior to being passed to the debug adapter.
                pub configuration: _rt::String,
                pub request: StartDebuggingRequestArgumentsRequest,
            }
            impl ::core::fmt::Debug for StartDebuggingRequestArguments {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("StartDebuggingRequestArguments")
                        .field("configuration", &self.configuration)
                        .field("request", &self.request)
                        .finish()
                }
            }
            /// The lowest-level representation of a debug session, which specifies:
            /// - How to start a debug adapter process
            /// - How to start a debug session with it (using DAP protocol)
            /// for a given debug scenario.
            #[derive(Clone)]
            pub struct DebugAdapterBinary {
                pub command: Option<_rt::String>,
                pub arguments: _rt::Vec<_rt::String>,
                pub envs: EnvVars,
                pub cwd: Option<_rt::String>,
                /// Zed will use TCP transport if `connection` is specified.
                pub connection: Option<TcpArguments>,
                pub request_args: StartDebuggingRequestArguments,
            }
            impl ::core::fmt::Debug for DebugAdapterBinary {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("DebugAdapterBinary")
                        .field("command", &self.command)
                        .field("arguments", &self.arguments)
                        .field("envs", &self.envs)
                        .field("cwd", &self.cwd)
                        .field("connection", &self.connection)
                        .field("request-args", &self.request_args)
                        .finish()
                }
            }
            #[allow(unused_unsafe, clippy::all)]
            /// Resolves a specified TcpArgumentsTemplate into TcpArguments
            pub fn resolve_tcp_template(
                template: TcpArgumentsTemplate,
            ) -> Result<TcpArguments, _rt::String> {
                unsafe {
                    #[repr(align(8))]
                    struct RetArea([::core::mem::MaybeUninit<u8>; 32]);
                    let mut ret_area = RetArea([::core::mem::MaybeUninit::uninit(); 32]);
                    let TcpArgumentsTemplate {
                        port: port0,
                        host: host0,
                        timeout: timeout0,
                    } = template;
                    let (result1_0, result1_1) = match port0 {
                        Some(e) => (1i32, _rt::as_i32(e)),
                        None => (0i32, 0i32),
                    };
                    let (result2_0, result2_1) = match host0 {
                        Some(e) => (1i32, _rt::as_i32(e)),
                        None => (0i32, 0i32),
                    };
                    let (result3_0, result3_1) = match timeout0 {
                        Some(e) => (1i32, _rt::as_i64(e)),
                        None => (0i32, 0i64),
                    };
                    let ptr4 = ret_area.0.as_mut_ptr().cast::<u8>();
                    #[cfg(target_arch = "wasm32")]
                    #[link(wasm_import_module = "zed:extension/dap")]
                    unsafe extern "C" {
                        #[link_name = "resolve-tcp-template"]
                        fn wit_import5(
                            _: i32,
                            _: i32,
                            _: i32,
                            _: i32,
                            _: i32,
                            _: i64,
                            _: *mut u8,
                        );
                    }
                    #[cfg(not(target_arch = "wasm32"))]
                    unsafe extern "C" fn wit_import5(
                        _: i32,
                        _: i32,
                        _: i32,
                        _: i32,
                        _: i32,
                        _: i64,
                        _: *mut u8,
                    ) {
                        unreachable!()
                    }
                    unsafe {
                        wit_import5(
                            result1_0,
                            result1_1,
                            result2_0,
                            result2_1,
                            result3_0,
                            result3_1,
                            ptr4,
                        )
                    };
                    let l6 = i32::from(*ptr4.add(0).cast::<u8>());
                    let result14 = match l6 {
                        0 => {
                            let e = {
                                let l7 = i32::from(*ptr4.add(8).cast::<u16>());
                                let l8 = *ptr4.add(12).cast::<i32>();
                                let l9 = i32::from(*ptr4.add(16).cast::<u8>());
                                TcpArguments {
                                    port: l7 as u16,
                                    host: l8 as u32,
                                    timeout: match l9 {
                                        0 => None,
                                        1 => {
                                            let e = {
                                                let l10 = *ptr4.add(24).cast::<i64>();
                                                l10 as u64
                                            };
                                            Some(e)
                                        }
                                        _ => _rt::invalid_enum_discriminant(),
                                    },
                                }
                            };
                            Ok(e)
                        }
                        1 => {
                            let e = {
                                let l11 = *ptr4.add(8).cast::<*mut u8>();
                                let l12 = *ptr4
                                    .add(8 + 1 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len13 = l12;
                                let bytes13 = _rt::Vec::from_raw_parts(
                                    l11.cast(),
                                    len13,
                                    len13,
                                );
                                _rt::string_lift(bytes13)
                            };
                            Err(e)
                        }
                        _ => _rt::invalid_enum_discriminant(),
                    };
                    result14
                }
            }
        }
        #[allow(dead_code, async_fn_in_trait, unused_imports, clippy::all)]
        pub mod lsp {
            #[used]
            #[doc(hidden)]
            static __FORCE_SECTION_REF: fn() = super::super::super::__link_custom_section_describing_imports;
            use super::super::super::_rt;
            /// The kind of an LSP completion.
            #[derive(Clone, Copy)]
            pub enum CompletionKind {
                Text,
                Method,
                Function,
                Constructor,
                Field,
                Variable,
                Class,
                Interface,
                Module,
                Property,
                Unit,
                Value,
                Enum,
                Keyword,
                Snippet,
                Color,
                File,
                Reference,
                Folder,
                EnumMember,
                Constant,
                Struct,
                Event,
                Operator,
                TypeParameter,
                Other(i32),
            }
            impl ::core::fmt::Debug for CompletionKind {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        CompletionKind::Text => {
                            f.debug_tuple("CompletionKind::Text").finish()
                        }
                        CompletionKind::Method => {
                            f.debug_tuple("CompletionKind::Method").finish()
                        }
                        CompletionKind::Function => {
                            f.debug_tuple("CompletionKind::Function").finish()
                        }
                        CompletionKind::Constructor => {
                            f.debug_tuple("CompletionKind::Constructor").finish()
                        }
                        CompletionKind::Field => {
                            f.debug_tuple("CompletionKind::Field").finish()
                        }
                        CompletionKind::Variable => {
                            f.debug_tuple("CompletionKind::Variable").finish()
                        }
                        CompletionKind::Class => {
                            f.debug_tuple("CompletionKind::Class").finish()
                        }
                        CompletionKind::Interface => {
                            f.debug_tuple("CompletionKind::Interface").finish()
                        }
                        CompletionKind::Module => {
                            f.debug_tuple("CompletionKind::Module").finish()
                        }
                        CompletionKind::Property => {
                            f.debug_tuple("CompletionKind::Property").finish()
                        }
                        CompletionKind::Unit => {
                            f.debug_tuple("CompletionKind::Unit").finish()
                        }
                        CompletionKind::Value => {
                            f.debug_tuple("CompletionKind::Value").finish()
                        }
                        CompletionKind::Enum => {
                            f.debug_tuple("CompletionKind::Enum").finish()
                        }
                        CompletionKind::Keyword => {
                            f.debug_tuple("CompletionKind::Keyword").finish()
                        }
                        CompletionKind::Snippet => {
                            f.debug_tuple("CompletionKind::Snippet").finish()
                        }
                        CompletionKind::Color => {
                            f.debug_tuple("CompletionKind::Color").finish()
                        }
                        CompletionKind::File => {
                            f.debug_tuple("CompletionKind::File").finish()
                        }
                        CompletionKind::Reference => {
                            f.debug_tuple("CompletionKind::Reference").finish()
                        }
                        CompletionKind::Folder => {
                            f.debug_tuple("CompletionKind::Folder").finish()
                        }
                        CompletionKind::EnumMember => {
                            f.debug_tuple("CompletionKind::EnumMember").finish()
                        }
                        CompletionKind::Constant => {
                            f.debug_tuple("CompletionKind::Constant").finish()
                        }
                        CompletionKind::Struct => {
                            f.debug_tuple("CompletionKind::Struct").finish()
                        }
                        CompletionKind::Event => {
                            f.debug_tuple("CompletionKind::Event").finish()
                        }
                        CompletionKind::Operator => {
                            f.debug_tuple("CompletionKind::Operator").finish()
                        }
                        CompletionKind::TypeParameter => {
                            f.debug_tuple("CompletionKind::TypeParameter").finish()
                        }
                        CompletionKind::Other(e) => {
                            f.debug_tuple("CompletionKind::Other").field(e).finish()
                        }
                    }
                }
            }
            /// Label details for an LSP completion.
            #[derive(Clone)]
            pub struct CompletionLabelDetails {
                pub detail: Option<_rt::String>,
                pub description: Option<_rt::String>,
            }
            impl ::core::fmt::Debug for CompletionLabelDetails {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("CompletionLabelDetails")
                        .field("detail", &self.detail)
                        .field("description", &self.description)
                        .finish()
                }
            }
            /// Defines how to interpret the insert text in a completion item.
            #[derive(Clone, Copy)]
            pub enum InsertTextFormat {
                PlainText,
                Snippet,
                Other(i32),
            }
            impl ::core::fmt::Debug for InsertTextFormat {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        InsertTextFormat::PlainText => {
                            f.debug_tuple("InsertTextFormat::PlainText").finish()
                        }
                        InsertTextFormat::Snippet => {
                            f.debug_tuple("InsertTextFormat::Snippet").finish()
                        }
                        InsertTextFormat::Other(e) => {
                            f.debug_tuple("InsertTextFormat::Other").field(e).finish()
                        }
                    }
                }
            }
            /// An LSP completion.
            #[derive(Clone)]
            pub struct Completion {
                pub label: _rt::String,
                pub label_details: Option<CompletionLabelDetails>,
                pub detail: Option<_rt::String>,
                pub kind: Option<CompletionKind>,
                pub insert_text_format: Option<InsertTextFormat>,
            }
            impl ::core::fmt::Debug for Completion {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Completion")
                        .field("label", &self.label)
                        .field("label-details", &self.label_details)
                        .field("detail", &self.detail)
                        .field("kind", &self.kind)
                        .field("insert-text-format", &self.insert_text_format)
                        .finish()
                }
            }
            /// The kind of an LSP symbol.
            #[derive(Clone, Copy)]
            pub enum SymbolKind {
                File,
                Module,
                Namespace,
                Package,
                Class,
                Method,
                Property,
                Field,
                Constructor,
                Enum,
                Interface,
                Function,
                Variable,
                Constant,
                String,
                Number,
                Boolean,
                Array,
                Object,
                Key,
                Null,
                EnumMember,
                Struct,
                Event,
                Operator,
                TypeParameter,
                Other(i32),
            }
            impl ::core::fmt::Debug for SymbolKind {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        SymbolKind::File => f.debug_tuple("SymbolKind::File").finish(),
                        SymbolKind::Module => {
                            f.debug_tuple("SymbolKind::Module").finish()
                        }
                        SymbolKind::Namespace => {
                            f.debug_tuple("SymbolKind::Namespace").finish()
                        }
                        SymbolKind::Package => {
                            f.debug_tuple("SymbolKind::Package").finish()
                        }
                        SymbolKind::Class => f.debug_tuple("SymbolKind::Class").finish(),
                        SymbolKind::Method => {
                            f.debug_tuple("SymbolKind::Method").finish()
                        }
                        SymbolKind::Property => {
                            f.debug_tuple("SymbolKind::Property").finish()
                        }
                        SymbolKind::Field => f.debug_tuple("SymbolKind::Field").finish(),
                        SymbolKind::Constructor => {
                            f.debug_tuple("SymbolKind::Constructor").finish()
                        }
                        SymbolKind::Enum => f.debug_tuple("SymbolKind::Enum").finish(),
                        SymbolKind::Interface => {
                            f.debug_tuple("SymbolKind::Interface").finish()
                        }
                        SymbolKind::Function => {
                            f.debug_tuple("SymbolKind::Function").finish()
                        }
                        SymbolKind::Variable => {
                            f.debug_tuple("SymbolKind::Variable").finish()
                        }
                        SymbolKind::Constant => {
                            f.debug_tuple("SymbolKind::Constant").finish()
                        }
                        SymbolKind::String => {
                            f.debug_tuple("SymbolKind::String").finish()
                        }
                        SymbolKind::Number => {
                            f.debug_tuple("SymbolKind::Number").finish()
                        }
                        SymbolKind::Boolean => {
                            f.debug_tuple("SymbolKind::Boolean").finish()
                        }
                        SymbolKind::Array => f.debug_tuple("SymbolKind::Array").finish(),
                        SymbolKind::Object => {
                            f.debug_tuple("SymbolKind::Object").finish()
                        }
                        SymbolKind::Key => f.debug_tuple("SymbolKind::Key").finish(),
                        SymbolKind::Null => f.debug_tuple("SymbolKind::Null").finish(),
                        SymbolKind::EnumMember => {
                            f.debug_tuple("SymbolKind::EnumMember").finish()
                        }
                        SymbolKind::Struct => {
                            f.debug_tuple("SymbolKind::Struct").finish()
                        }
                        SymbolKind::Event => f.debug_tuple("SymbolKind::Event").finish(),
                        SymbolKind::Operator => {
                            f.debug_tuple("SymbolKind::Operator").finish()
                        }
                        SymbolKind::TypeParameter => {
                            f.debug_tuple("SymbolKind::TypeParameter").finish()
                        }
                        SymbolKind::Other(e) => {
                            f.debug_tuple("SymbolKind::Other").field(e).finish()
                        }
                    }
                }
            }
            /// An LSP symbol.
            #[derive(Clone)]
            pub struct Symbol {
                pub kind: SymbolKind,
                pub name: _rt::String,
            }
            impl ::core::fmt::Debug for Symbol {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Symbol")
                        .field("kind", &self.kind)
                        .field("name", &self.name)
                        .finish()
                }
            }
        }
        #[allow(dead_code, async_fn_in_trait, unused_imports, clippy::all)]
        pub mod process {
            #[used]
            #[doc(hidden)]
            static __FORCE_SECTION_REF: fn() = super::super::super::__link_custom_section_describing_imports;
            use super::super::super::_rt;
            pub type EnvVars = super::super::super::zed::extension::common::EnvVars;
            /// A command.
            #[derive(Clone)]
            pub struct Command {
                /// The command to execute.
                pub command: _rt::String,
                /// The arguments to pass to the command.
                pub args: _rt::Vec<_rt::String>,
                /// The environment variables to set for the command.
                pub env: EnvVars,
            }
            impl ::core::fmt::Debug for Command {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Command")
                        .field("command", &self.command)
                        .field("args", &self.args)
                        .field("env", &self.env)
                        .finish()
                }
            }
            /// The output of a finished process.
            #[derive(Clone)]
            pub struct Output {
                /// The status (exit code) of the process.
                ///
                /// On Unix, this will be `None` if the process was terminated by a signal.
                pub status: Option<i32>,
                /// The data that the process wrote to stdout.
                pub stdout: _rt::Vec<u8>,
                /// The data that the process wrote to stderr.
                pub stderr: _rt::Vec<u8>,
            }
            impl ::core::fmt::Debug for Output {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("Output")
                        .field("status", &self.status)
                        .field("stdout", &self.stdout)
                        .field("stderr", &self.stderr)
                        .finish()
                }
            }
            #[allow(unused_unsafe, clippy::all)]
            /// Executes the given command as a child process, waiting for it to finish
            /// and collecting all of its output.
            pub fn run_command(command: &Command) -> Result<Output, _rt::String> {
                unsafe {
                    #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
                    #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
                    struct RetArea(
                        [::core::mem::MaybeUninit<
                            u8,
                        >; 8 + 5 * ::core::mem::size_of::<*const u8>()],
                    );
                    let mut ret_area = RetArea(
                        [::core::mem::MaybeUninit::uninit(); 8
                            + 5 * ::core::mem::size_of::<*const u8>()],
                    );
                    let Command { command: command0, args: args0, env: env0 } = command;
                    let vec1 = command0;
                    let ptr1 = vec1.as_ptr().cast::<u8>();
                    let len1 = vec1.len();
                    let vec3 = args0;
                    let len3 = vec3.len();
                    let layout3 = _rt::alloc::Layout::from_size_align_unchecked(
                        vec3.len() * (2 * ::core::mem::size_of::<*const u8>()),
                        ::core::mem::size_of::<*const u8>(),
                    );
                    let result3 = if layout3.size() != 0 {
                        let ptr = _rt::alloc::alloc(layout3).cast::<u8>();
                        if ptr.is_null() {
                            _rt::alloc::handle_alloc_error(layout3);
                        }
                        ptr
                    } else {
                        ::core::ptr::null_mut()
                    };
                    for (i, e) in vec3.into_iter().enumerate() {
                        let base = result3
                            .add(i * (2 * ::core::mem::size_of::<*const u8>()));
                        {
                            let vec2 = e;
                            let ptr2 = vec2.as_ptr().cast::<u8>();
                            let len2 = vec2.len();
                            *base
                                .add(::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len2;
                            *base.add(0).cast::<*mut u8>() = ptr2.cast_mut();
                        }
                    }
                    let vec7 = env0;
                    let len7 = vec7.len();
                    let layout7 = _rt::alloc::Layout::from_size_align_unchecked(
                        vec7.len() * (4 * ::core::mem::size_of::<*const u8>()),
                        ::core::mem::size_of::<*const u8>(),
                    );
                    let result7 = if layout7.size() != 0 {
                        let ptr = _rt::alloc::alloc(layout7).cast::<u8>();
                        if ptr.is_null() {
                            _rt::alloc::handle_alloc_error(layout7);
                        }
                        ptr
                    } else {
                        ::core::ptr::null_mut()
                    };
                    for (i, e) in vec7.into_iter().enumerate() {
                        let base = result7
                            .add(i * (4 * ::core::mem::size_of::<*const u8>()));
                        {
                            let (t4_0, t4_1) = e;
                            let vec5 = t4_0;
                            let ptr5 = vec5.as_ptr().cast::<u8>();
                            let len5 = vec5.len();
                            *base
                                .add(::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len5;
                            *base.add(0).cast::<*mut u8>() = ptr5.cast_mut();
                            let vec6 = t4_1;
                            let ptr6 = vec6.as_ptr().cast::<u8>();
                            let len6 = vec6.len();
                            *base
                                .add(3 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len6;
                            *base
                                .add(2 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = ptr6.cast_mut();
                        }
                    }
                    let ptr8 = ret_area.0.as_mut_ptr().cast::<u8>();
                    #[cfg(target_arch = "wasm32")]
                    #[link(wasm_import_module = "zed:extension/process")]
                    unsafe extern "C" {
                        #[link_name = "run-command"]
                        fn wit_import9(
                            _: *mut u8,
                            _: usize,
                            _: *mut u8,
                            _: usize,
                            _: *mut u8,
                            _: usize,
                            _: *mut u8,
                        );
                    }
                    #[cfg(not(target_arch = "wasm32"))]
                    unsafe extern "C" fn wit_import9(
                        _: *mut u8,
                        _: usize,
                        _: *mut u8,
                        _: usize,
                        _: *mut u8,
                        _: usize,
                        _: *mut u8,
                    ) {
                        unreachable!()
                    }
                    unsafe {
                        wit_import9(
                            ptr1.cast_mut(),
                            len1,
                            result3,
                            len3,
                            result7,
                            len7,
                            ptr8,
                        )
                    };
                    let l10 = i32::from(*ptr8.add(0).cast::<u8>());
                    let result22 = match l10 {
                        0 => {
                            let e = {
                                let l11 = i32::from(
                                    *ptr8.add(::core::mem::size_of::<*const u8>()).cast::<u8>(),
                                );
                                let l13 = *ptr8
                                    .add(8 + 1 * ::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l14 = *ptr8
                                    .add(8 + 2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len15 = l14;
                                let l16 = *ptr8
                                    .add(8 + 3 * ::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l17 = *ptr8
                                    .add(8 + 4 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len18 = l17;
                                Output {
                                    status: match l11 {
                                        0 => None,
                                        1 => {
                                            let e = {
                                                let l12 = *ptr8
                                                    .add(4 + 1 * ::core::mem::size_of::<*const u8>())
                                                    .cast::<i32>();
                                                l12
                                            };
                                            Some(e)
                                        }
                                        _ => _rt::invalid_enum_discriminant(),
                                    },
                                    stdout: _rt::Vec::from_raw_parts(l13.cast(), len15, len15),
                                    stderr: _rt::Vec::from_raw_parts(l16.cast(), len18, len18),
                                }
                            };
                            Ok(e)
                        }
                        1 => {
                            let e = {
                                let l19 = *ptr8
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l20 = *ptr8
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len21 = l20;
                                let bytes21 = _rt::Vec::from_raw_parts(
                                    l19.cast(),
                                    len21,
                                    len21,
                                );
                                _rt::string_lift(bytes21)
                            };
                            Err(e)
                        }
                        _ => _rt::invalid_enum_discriminant(),
                    };
                    if layout3.size() != 0 {
                        _rt::alloc::dealloc(result3.cast(), layout3);
                    }
                    if layout7.size() != 0 {
                        _rt::alloc::dealloc(result7.cast(), layout7);
                    }
                    result22
                }
            }
        }
        #[allow(dead_code, async_fn_in_trait, unused_imports, clippy::all)]
        pub mod slash_command {
            #[used]
            #[doc(hidden)]
            static __FORCE_SECTION_REF: fn() = super::super::super::__link_custom_section_describing_imports;
            use super::super::super::_rt;
            pub type Range = super::super::super::zed::extension::common::Range;
            /// A slash command for use in the Assistant.
            #[derive(Clone)]
            pub struct SlashCommand {
                /// The name of the slash command.
                pub name: _rt::String,
                /// The description of the slash command.
                pub description: _rt::String,
                /// The tooltip text to display for the run button.
                pub tooltip_text: _rt::String,
                /// Whether this slash command requires an argument.
                pub requires_argument: bool,
            }
            impl ::core::fmt::Debug for SlashCommand {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("SlashCommand")
                        .field("name", &self.name)
                        .field("description", &self.description)
                        .field("tooltip-text", &self.tooltip_text)
                        .field("requires-argument", &self.requires_argument)
                        .finish()
                }
            }
            /// A section in the slash command output.
            #[derive(Clone)]
            pub struct SlashCommandOutputSection {
                /// The range this section occupies.
                pub range: Range,
                /// The label to display in the placeholder for this section.
                pub label: _rt::String,
            }
            impl ::core::fmt::Debug for SlashCommandOutputSection {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("SlashCommandOutputSection")
                        .field("range", &self.range)
                        .field("label", &self.label)
                        .finish()
                }
            }
            /// The output of a slash command.
            #[derive(Clone)]
            pub struct SlashCommandOutput {
                /// The text produced by the slash command.
                pub text: _rt::String,
                /// The list of sections to show in the slash command placeholder.
                pub sections: _rt::Vec<SlashCommandOutputSection>,
            }
            impl ::core::fmt::Debug for SlashCommandOutput {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("SlashCommandOutput")
                        .field("text", &self.text)
                        .field("sections", &self.sections)
                        .finish()
                }
            }
            /// A completion for a slash command argument.
            #[derive(Clone)]
            pub struct SlashCommandArgumentCompletion {
                /// The label to display for this completion.
                pub label: _rt::String,
                /// The new text that should be inserted into the command when this completion is accepted.
                pub new_text: _rt::String,
                /// Whether the command should be run when accepting this completion.
                pub run_command: bool,
            }
            impl ::core::fmt::Debug for SlashCommandArgumentCompletion {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("SlashCommandArgumentCompletion")
                        .field("label", &self.label)
                        .field("new-text", &self.new_text)
                        .field("run-command", &self.run_command)
                        .finish()
                }
            }
        }
        #[allow(dead_code, async_fn_in_trait, unused_imports, clippy::all)]
        pub mod github {
            #[used]
            #[doc(hidden)]
            static __FORCE_SECTION_REF: fn() = super::super::super::__link_custom_section_describing_imports;
            use super::super::super::_rt;
            /// An asset from a GitHub release.
            #[derive(Clone)]
            pub struct GithubReleaseAsset {
                /// The name of the asset.
                pub name: _rt::String,
                /// The download URL for the asset.
                pub download_url: _rt::String,
            }
            impl ::core::fmt::Debug for GithubReleaseAsset {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("GithubReleaseAsset")
                        .field("name", &self.name)
                        .field("download-url", &self.download_url)
                        .finish()
                }
            }
            /// A GitHub release.
            #[derive(Clone)]
            pub struct GithubRelease {
                /// The version of the release.
                pub version: _rt::String,
                /// The list of assets attached to the release.
                pub assets: _rt::Vec<GithubReleaseAsset>,
            }
            impl ::core::fmt::Debug for GithubRelease {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("GithubRelease")
                        .field("version", &self.version)
                        .field("assets", &self.assets)
                        .finish()
                }
            }
            /// The options used to filter down GitHub releases.
            #[repr(C)]
            #[derive(Clone, Copy)]
            pub struct GithubReleaseOptions {
                /// Whether releases without assets should be included.
                pub require_assets: bool,
                /// Whether pre-releases should be included.
                pub pre_release: bool,
            }
            impl ::core::fmt::Debug for GithubReleaseOptions {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("GithubReleaseOptions")
                        .field("require-assets", &self.require_assets)
                        .field("pre-release", &self.pre_release)
                        .finish()
                }
            }
            #[allow(unused_unsafe, clippy::all)]
            /// Returns the latest release for the given GitHub repository.
            ///
            /// Takes repo as a string in the form "<owner-name>/<repo-name>", for example: "zed-industries/zed".
            pub fn latest_github_release(
                repo: &str,
                options: GithubReleaseOptions,
            ) -> Result<GithubRelease, _rt::String> {
                unsafe {
                    #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
                    #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
                    struct RetArea(
                        [::core::mem::MaybeUninit<
                            u8,
                        >; 5 * ::core::mem::size_of::<*const u8>()],
                    );
                    let mut ret_area = RetArea(
                        [::core::mem::MaybeUninit::uninit(); 5
                            * ::core::mem::size_of::<*const u8>()],
                    );
                    let vec0 = repo;
                    let ptr0 = vec0.as_ptr().cast::<u8>();
                    let len0 = vec0.len();
                    let GithubReleaseOptions {
                        require_assets: require_assets1,
                        pre_release: pre_release1,
                    } = options;
                    let ptr2 = ret_area.0.as_mut_ptr().cast::<u8>();
                    #[cfg(target_arch = "wasm32")]
                    #[link(wasm_import_module = "zed:extension/github")]
                    unsafe extern "C" {
                        #[link_name = "latest-github-release"]
                        fn wit_import3(_: *mut u8, _: usize, _: i32, _: i32, _: *mut u8);
                    }
                    #[cfg(not(target_arch = "wasm32"))]
                    unsafe extern "C" fn wit_import3(
                        _: *mut u8,
                        _: usize,
                        _: i32,
                        _: i32,
                        _: *mut u8,
                    ) {
                        unreachable!()
                    }
                    unsafe {
                        wit_import3(
                            ptr0.cast_mut(),
                            len0,
                            match require_assets1 {
                                true => 1,
                                false => 0,
                            },
                            match pre_release1 {
                                true => 1,
                                false => 0,
                            },
                            ptr2,
                        )
                    };
                    let l4 = i32::from(*ptr2.add(0).cast::<u8>());
                    let result20 = match l4 {
                        0 => {
                            let e = {
                                let l5 = *ptr2
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l6 = *ptr2
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len7 = l6;
                                let bytes7 = _rt::Vec::from_raw_parts(
                                    l5.cast(),
                                    len7,
                                    len7,
                                );
                                let l8 = *ptr2
                                    .add(3 * ::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l9 = *ptr2
                                    .add(4 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let base16 = l8;
                                let len16 = l9;
                                let mut result16 = _rt::Vec::with_capacity(len16);
                                for i in 0..len16 {
                                    let base = base16
                                        .add(i * (4 * ::core::mem::size_of::<*const u8>()));
                                    let e16 = {
                                        let l10 = *base.add(0).cast::<*mut u8>();
                                        let l11 = *base
                                            .add(::core::mem::size_of::<*const u8>())
                                            .cast::<usize>();
                                        let len12 = l11;
                                        let bytes12 = _rt::Vec::from_raw_parts(
                                            l10.cast(),
                                            len12,
                                            len12,
                                        );
                                        let l13 = *base
                                            .add(2 * ::core::mem::size_of::<*const u8>())
                                            .cast::<*mut u8>();
                                        let l14 = *base
                                            .add(3 * ::core::mem::size_of::<*const u8>())
                                            .cast::<usize>();
                                        let len15 = l14;
                                        let bytes15 = _rt::Vec::from_raw_parts(
                                            l13.cast(),
                                            len15,
                                            len15,
                                        );
                                        GithubReleaseAsset {
                                            name: _rt::string_lift(bytes12),
                                            download_url: _rt::string_lift(bytes15),
                                        }
                                    };
                                    result16.push(e16);
                                }
                                _rt::cabi_dealloc(
                                    base16,
                                    len16 * (4 * ::core::mem::size_of::<*const u8>()),
                                    ::core::mem::size_of::<*const u8>(),
                                );
                                GithubRelease {
                                    version: _rt::string_lift(bytes7),
                                    assets: result16,
                                }
                            };
                            Ok(e)
                        }
                        1 => {
                            let e = {
                                let l17 = *ptr2
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l18 = *ptr2
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len19 = l18;
                                let bytes19 = _rt::Vec::from_raw_parts(
                                    l17.cast(),
                                    len19,
                                    len19,
                                );
                                _rt::string_lift(bytes19)
                            };
                            Err(e)
                        }
                        _ => _rt::invalid_enum_discriminant(),
                    };
                    result20
                }
            }
            #[allow(unused_unsafe, clippy::all)]
            /// Returns the GitHub release with the specified tag name for the given GitHub repository.
            ///
            /// Returns an error if a release with the given tag name does not exist.
            pub fn github_release_by_tag_name(
                repo: &str,
                tag: &str,
            ) -> Result<GithubRelease, _rt::String> {
                unsafe {
                    #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
                    #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
                    struct RetArea(
                        [::core::mem::MaybeUninit<
                            u8,
                        >; 5 * ::core::mem::size_of::<*const u8>()],
                    );
                    let mut ret_area = RetArea(
                        [::core::mem::MaybeUninit::uninit(); 5
                            * ::core::mem::size_of::<*const u8>()],
                    );
                    let vec0 = repo;
                    let ptr0 = vec0.as_ptr().cast::<u8>();
                    let len0 = vec0.len();
                    let vec1 = tag;
                    let ptr1 = vec1.as_ptr().cast::<u8>();
                    let len1 = vec1.len();
                    let ptr2 = ret_area.0.as_mut_ptr().cast::<u8>();
                    #[cfg(target_arch = "wasm32")]
                    #[link(wasm_import_module = "zed:extension/github")]
                    unsafe extern "C" {
                        #[link_name = "github-release-by-tag-name"]
                        fn wit_import3(
                            _: *mut u8,
                            _: usize,
                            _: *mut u8,
                            _: usize,
                            _: *mut u8,
                        );
                    }
                    #[cfg(not(target_arch = "wasm32"))]
                    unsafe extern "C" fn wit_import3(
                        _: *mut u8,
                        _: usize,
                        _: *mut u8,
                        _: usize,
                        _: *mut u8,
                    ) {
                        unreachable!()
                    }
                    unsafe {
                        wit_import3(ptr0.cast_mut(), len0, ptr1.cast_mut(), len1, ptr2)
                    };
                    let l4 = i32::from(*ptr2.add(0).cast::<u8>());
                    let result20 = match l4 {
                        0 => {
                            let e = {
                                let l5 = *ptr2
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l6 = *ptr2
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len7 = l6;
                                let bytes7 = _rt::Vec::from_raw_parts(
                                    l5.cast(),
                                    len7,
                                    len7,
                                );
                                let l8 = *ptr2
                                    .add(3 * ::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l9 = *ptr2
                                    .add(4 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let base16 = l8;
                                let len16 = l9;
                                let mut result16 = _rt::Vec::with_capacity(len16);
                                for i in 0..len16 {
                                    let base = base16
                                        .add(i * (4 * ::core::mem::size_of::<*const u8>()));
                                    let e16 = {
                                        let l10 = *base.add(0).cast::<*mut u8>();
                                        let l11 = *base
                                            .add(::core::mem::size_of::<*const u8>())
                                            .cast::<usize>();
                                        let len12 = l11;
                                        let bytes12 = _rt::Vec::from_raw_parts(
                                            l10.cast(),
                                            len12,
                                            len12,
                                        );
                                        let l13 = *base
                                            .add(2 * ::core::mem::size_of::<*const u8>())
                                            .cast::<*mut u8>();
                                        let l14 = *base
                                            .add(3 * ::core::mem::size_of::<*const u8>())
                                            .cast::<usize>();
                                        let len15 = l14;
                                        let bytes15 = _rt::Vec::from_raw_parts(
                                            l13.cast(),
                                            len15,
                                            len15,
                                        );
                                        GithubReleaseAsset {
                                            name: _rt::string_lift(bytes12),
                                            download_url: _rt::string_lift(bytes15),
                                        }
                                    };
                                    result16.push(e16);
                                }
                                _rt::cabi_dealloc(
                                    base16,
                                    len16 * (4 * ::core::mem::size_of::<*const u8>()),
                                    ::core::mem::size_of::<*const u8>(),
                                );
                                GithubRelease {
                                    version: _rt::string_lift(bytes7),
                                    assets: result16,
                                }
                            };
                            Ok(e)
                        }
                        1 => {
                            let e = {
                                let l17 = *ptr2
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l18 = *ptr2
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len19 = l18;
                                let bytes19 = _rt::Vec::from_raw_parts(
                                    l17.cast(),
                                    len19,
                                    len19,
                                );
                                _rt::string_lift(bytes19)
                            };
                            Err(e)
                        }
                        _ => _rt::invalid_enum_discriminant(),
                    };
                    result20
                }
            }
        }
        #[allow(dead_code, async_fn_in_trait, unused_imports, clippy::all)]
        pub mod http_client {
            #[used]
            #[doc(hidden)]
            static __FORCE_SECTION_REF: fn() = super::super::super::__link_custom_section_describing_imports;
            use super::super::super::_rt;
            /// HTTP methods.
            #[repr(u8)]
            #[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
            pub enum HttpMethod {
                /// `GET`
                Get,
                /// `HEAD`
                Head,
                /// `POST`
                Post,
                /// `PUT`
                Put,
                /// `DELETE`
                Delete,
                /// `OPTIONS`
                Options,
                /// `PATCH`
                Patch,
            }
            impl ::core::fmt::Debug for HttpMethod {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        HttpMethod::Get => f.debug_tuple("HttpMethod::Get").finish(),
                        HttpMethod::Head => f.debug_tuple("HttpMethod::Head").finish(),
                        HttpMethod::Post => f.debug_tuple("HttpMethod::Post").finish(),
                        HttpMethod::Put => f.debug_tuple("HttpMethod::Put").finish(),
                        HttpMethod::Delete => {
                            f.debug_tuple("HttpMethod::Delete").finish()
                        }
                        HttpMethod::Options => {
                            f.debug_tuple("HttpMethod::Options").finish()
                        }
                        HttpMethod::Patch => f.debug_tuple("HttpMethod::Patch").finish(),
                    }
                }
            }
            impl HttpMethod {
                #[doc(hidden)]
                pub unsafe fn _lift(val: u8) -> HttpMethod {
                    if !cfg!(debug_assertions) {
                        return ::core::mem::transmute(val);
                    }
                    match val {
                        0 => HttpMethod::Get,
                        1 => HttpMethod::Head,
                        2 => HttpMethod::Post,
                        3 => HttpMethod::Put,
                        4 => HttpMethod::Delete,
                        5 => HttpMethod::Options,
                        6 => HttpMethod::Patch,
                        _ => panic!("invalid enum discriminant"),
                    }
                }
            }
            /// The policy for dealing with redirects received from the server.
            #[derive(Clone, Copy)]
            pub enum RedirectPolicy {
                /// Redirects from the server will not be followed.
                ///
                /// This is the default behavior.
                NoFollow,
                /// Redirects from the server will be followed up to the specified limit.
                FollowLimit(u32),
                /// All redirects from the server will be followed.
                FollowAll,
            }
            impl ::core::fmt::Debug for RedirectPolicy {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        RedirectPolicy::NoFollow => {
                            f.debug_tuple("RedirectPolicy::NoFollow").finish()
                        }
                        RedirectPolicy::FollowLimit(e) => {
                            f.debug_tuple("RedirectPolicy::FollowLimit")
                                .field(e)
                                .finish()
                        }
                        RedirectPolicy::FollowAll => {
                            f.debug_tuple("RedirectPolicy::FollowAll").finish()
                        }
                    }
                }
            }
            /// An HTTP request.
            #[derive(Clone)]
            pub struct HttpRequest {
                /// The HTTP method for the request.
                pub method: HttpMethod,
                /// The URL to which the request should be made.
                pub url: _rt::String,
                /// The headers for the request.
                pub headers: _rt::Vec<(_rt::String, _rt::String)>,
                /// The request body.
                pub body: Option<_rt::Vec<u8>>,
                /// The policy to use for redirects.
                pub redirect_policy: RedirectPolicy,
            }
            impl ::core::fmt::Debug for HttpRequest {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("HttpRequest")
                        .field("method", &self.method)
                        .field("url", &self.url)
                        .field("headers", &self.headers)
                        .field("body", &self.body)
                        .field("redirect-policy", &self.redirect_policy)
                        .finish()
                }
            }
            /// An HTTP response.
            #[derive(Clone)]
            pub struct HttpResponse {
                /// The response headers.
                pub headers: _rt::Vec<(_rt::String, _rt::String)>,
                /// The response body.
                pub body: _rt::Vec<u8>,
            }
            impl ::core::fmt::Debug for HttpResponse {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    f.debug_struct("HttpResponse")
                        .field("headers", &self.headers)
                        .field("body", &self.body)
                        .finish()
                }
            }
            /// An HTTP response stream.
            #[derive(Debug)]
            #[repr(transparent)]
            pub struct HttpResponseStream {
                handle: _rt::Resource<HttpResponseStream>,
            }
            impl HttpResponseStream {
                #[doc(hidden)]
                pub unsafe fn from_handle(handle: u32) -> Self {
                    Self {
                        handle: unsafe { _rt::Resource::from_handle(handle) },
                    }
                }
                #[doc(hidden)]
                pub fn take_handle(&self) -> u32 {
                    _rt::Resource::take_handle(&self.handle)
                }
                #[doc(hidden)]
                pub fn handle(&self) -> u32 {
                    _rt::Resource::handle(&self.handle)
                }
            }
            unsafe impl _rt::WasmResource for HttpResponseStream {
                #[inline]
                unsafe fn drop(_handle: u32) {
                    #[cfg(not(target_arch = "wasm32"))]
                    unreachable!();
                    #[cfg(target_arch = "wasm32")]
                    {
                        #[link(wasm_import_module = "zed:extension/http-client")]
                        unsafe extern "C" {
                            #[link_name = "[resource-drop]http-response-stream"]
                            fn drop(_: u32);
                        }
                        unsafe { drop(_handle) };
                    }
                }
            }
            #[allow(unused_unsafe, clippy::all)]
            /// Performs an HTTP request and returns the response.
            pub fn fetch(req: &HttpRequest) -> Result<HttpResponse, _rt::String> {
                unsafe {
                    #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
                    #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
                    struct RetArea(
                        [::core::mem::MaybeUninit<
                            u8,
                        >; 5 * ::core::mem::size_of::<*const u8>()],
                    );
                    let mut ret_area = RetArea(
                        [::core::mem::MaybeUninit::uninit(); 5
                            * ::core::mem::size_of::<*const u8>()],
                    );
                    let HttpRequest {
                        method: method0,
                        url: url0,
                        headers: headers0,
                        body: body0,
                        redirect_policy: redirect_policy0,
                    } = req;
                    let vec1 = url0;
                    let ptr1 = vec1.as_ptr().cast::<u8>();
                    let len1 = vec1.len();
                    let vec5 = headers0;
                    let len5 = vec5.len();
                    let layout5 = _rt::alloc::Layout::from_size_align_unchecked(
                        vec5.len() * (4 * ::core::mem::size_of::<*const u8>()),
                        ::core::mem::size_of::<*const u8>(),
                    );
                    let result5 = if layout5.size() != 0 {
                        let ptr = _rt::alloc::alloc(layout5).cast::<u8>();
                        if ptr.is_null() {
                            _rt::alloc::handle_alloc_error(layout5);
                        }
                        ptr
                    } else {
                        ::core::ptr::null_mut()
                    };
                    for (i, e) in vec5.into_iter().enumerate() {
                        let base = result5
                            .add(i * (4 * ::core::mem::size_of::<*const u8>()));
                        {
                            let (t2_0, t2_1) = e;
                            let vec3 = t2_0;
                            let ptr3 = vec3.as_ptr().cast::<u8>();
                            let len3 = vec3.len();
                            *base
                                .add(::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len3;
                            *base.add(0).cast::<*mut u8>() = ptr3.cast_mut();
                            let vec4 = t2_1;
                            let ptr4 = vec4.as_ptr().cast::<u8>();
                            let len4 = vec4.len();
                            *base
                                .add(3 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len4;
                            *base
                                .add(2 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = ptr4.cast_mut();
                        }
                    }
                    let (result7_0, result7_1, result7_2) = match body0 {
                        Some(e) => {
                            let vec6 = e;
                            let ptr6 = vec6.as_ptr().cast::<u8>();
                            let len6 = vec6.len();
                            (1i32, ptr6.cast_mut(), len6)
                        }
                        None => (0i32, ::core::ptr::null_mut(), 0usize),
                    };
                    let (result8_0, result8_1) = match redirect_policy0 {
                        RedirectPolicy::NoFollow => (0i32, 0i32),
                        RedirectPolicy::FollowLimit(e) => (1i32, _rt::as_i32(e)),
                        RedirectPolicy::FollowAll => (2i32, 0i32),
                    };
                    let ptr9 = ret_area.0.as_mut_ptr().cast::<u8>();
                    #[cfg(target_arch = "wasm32")]
                    #[link(wasm_import_module = "zed:extension/http-client")]
                    unsafe extern "C" {
                        #[link_name = "fetch"]
                        fn wit_import10(
                            _: i32,
                            _: *mut u8,
                            _: usize,
                            _: *mut u8,
                            _: usize,
                            _: i32,
                            _: *mut u8,
                            _: usize,
                            _: i32,
                            _: i32,
                            _: *mut u8,
                        );
                    }
                    #[cfg(not(target_arch = "wasm32"))]
                    unsafe extern "C" fn wit_import10(
                        _: i32,
                        _: *mut u8,
                        _: usize,
                        _: *mut u8,
                        _: usize,
                        _: i32,
                        _: *mut u8,
                        _: usize,
                        _: i32,
                        _: i32,
                        _: *mut u8,
                    ) {
                        unreachable!()
                    }
                    unsafe {
                        wit_import10(
                            method0.clone() as i32,
                            ptr1.cast_mut(),
                            len1,
                            result5,
                            len5,
                            result7_0,
                            result7_1,
                            result7_2,
                            result8_0,
                            result8_1,
                            ptr9,
                        )
                    };
                    let l11 = i32::from(*ptr9.add(0).cast::<u8>());
                    let result27 = match l11 {
                        0 => {
                            let e = {
                                let l12 = *ptr9
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l13 = *ptr9
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let base20 = l12;
                                let len20 = l13;
                                let mut result20 = _rt::Vec::with_capacity(len20);
                                for i in 0..len20 {
                                    let base = base20
                                        .add(i * (4 * ::core::mem::size_of::<*const u8>()));
                                    let e20 = {
                                        let l14 = *base.add(0).cast::<*mut u8>();
                                        let l15 = *base
                                            .add(::core::mem::size_of::<*const u8>())
                                            .cast::<usize>();
                                        let len16 = l15;
                                        let bytes16 = _rt::Vec::from_raw_parts(
                                            l14.cast(),
                                            len16,
                                            len16,
                                        );
                                        let l17 = *base
                                            .add(2 * ::core::mem::size_of::<*const u8>())
                                            .cast::<*mut u8>();
                                        let l18 = *base
                                            .add(3 * ::core::mem::size_of::<*const u8>())
                                            .cast::<usize>();
                                        let len19 = l18;
                                        let bytes19 = _rt::Vec::from_raw_parts(
                                            l17.cast(),
                                            len19,
                                            len19,
                                        );
                                        (_rt::string_lift(bytes16), _rt::string_lift(bytes19))
                                    };
                                    result20.push(e20);
                                }
                                _rt::cabi_dealloc(
                                    base20,
                                    len20 * (4 * ::core::mem::size_of::<*const u8>()),
                                    ::core::mem::size_of::<*const u8>(),
                                );
                                let l21 = *ptr9
                                    .add(3 * ::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l22 = *ptr9
                                    .add(4 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len23 = l22;
                                HttpResponse {
                                    headers: result20,
                                    body: _rt::Vec::from_raw_parts(l21.cast(), len23, len23),
                                }
                            };
                            Ok(e)
                        }
                        1 => {
                            let e = {
                                let l24 = *ptr9
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l25 = *ptr9
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len26 = l25;
                                let bytes26 = _rt::Vec::from_raw_parts(
                                    l24.cast(),
                                    len26,
                                    len26,
                                );
                                _rt::string_lift(bytes26)
                            };
                            Err(e)
                        }
                        _ => _rt::invalid_enum_discriminant(),
                    };
                    if layout5.size() != 0 {
                        _rt::alloc::dealloc(result5.cast(), layout5);
                    }
                    result27
                }
            }
            impl HttpResponseStream {
                #[allow(unused_unsafe, clippy::all)]
                /// Retrieves the next chunk of data from the response stream.
                ///
                /// Returns `Ok(None)` if the stream has ended.
                pub fn next_chunk(&self) -> Result<Option<_rt::Vec<u8>>, _rt::String> {
                    unsafe {
                        #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
                        #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
                        struct RetArea(
                            [::core::mem::MaybeUninit<
                                u8,
                            >; 4 * ::core::mem::size_of::<*const u8>()],
                        );
                        let mut ret_area = RetArea(
                            [::core::mem::MaybeUninit::uninit(); 4
                                * ::core::mem::size_of::<*const u8>()],
                        );
                        let ptr0 = ret_area.0.as_mut_ptr().cast::<u8>();
                        #[cfg(target_arch = "wasm32")]
                        #[link(wasm_import_module = "zed:extension/http-client")]
                        unsafe extern "C" {
                            #[link_name = "[method]http-response-stream.next-chunk"]
                            fn wit_import1(_: i32, _: *mut u8);
                        }
                        #[cfg(not(target_arch = "wasm32"))]
                        unsafe extern "C" fn wit_import1(_: i32, _: *mut u8) {
                            unreachable!()
                        }
                        unsafe { wit_import1((self).handle() as i32, ptr0) };
                        let l2 = i32::from(*ptr0.add(0).cast::<u8>());
                        let result10 = match l2 {
                            0 => {
                                let e = {
                                    let l3 = i32::from(
                                        *ptr0.add(::core::mem::size_of::<*const u8>()).cast::<u8>(),
                                    );
                                    match l3 {
                                        0 => None,
                                        1 => {
                                            let e = {
                                                let l4 = *ptr0
                                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                                    .cast::<*mut u8>();
                                                let l5 = *ptr0
                                                    .add(3 * ::core::mem::size_of::<*const u8>())
                                                    .cast::<usize>();
                                                let len6 = l5;
                                                _rt::Vec::from_raw_parts(l4.cast(), len6, len6)
                                            };
                                            Some(e)
                                        }
                                        _ => _rt::invalid_enum_discriminant(),
                                    }
                                };
                                Ok(e)
                            }
                            1 => {
                                let e = {
                                    let l7 = *ptr0
                                        .add(::core::mem::size_of::<*const u8>())
                                        .cast::<*mut u8>();
                                    let l8 = *ptr0
                                        .add(2 * ::core::mem::size_of::<*const u8>())
                                        .cast::<usize>();
                                    let len9 = l8;
                                    let bytes9 = _rt::Vec::from_raw_parts(
                                        l7.cast(),
                                        len9,
                                        len9,
                                    );
                                    _rt::string_lift(bytes9)
                                };
                                Err(e)
                            }
                            _ => _rt::invalid_enum_discriminant(),
                        };
                        result10
                    }
                }
            }
            #[allow(unused_unsafe, clippy::all)]
            /// Performs an HTTP request and returns a response stream.
            pub fn fetch_stream(
                req: &HttpRequest,
            ) -> Result<HttpResponseStream, _rt::String> {
                unsafe {
                    #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
                    #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
                    struct RetArea(
                        [::core::mem::MaybeUninit<
                            u8,
                        >; 3 * ::core::mem::size_of::<*const u8>()],
                    );
                    let mut ret_area = RetArea(
                        [::core::mem::MaybeUninit::uninit(); 3
                            * ::core::mem::size_of::<*const u8>()],
                    );
                    let HttpRequest {
                        method: method0,
                        url: url0,
                        headers: headers0,
                        body: body0,
                        redirect_policy: redirect_policy0,
                    } = req;
                    let vec1 = url0;
                    let ptr1 = vec1.as_ptr().cast::<u8>();
                    let len1 = vec1.len();
                    let vec5 = headers0;
                    let len5 = vec5.len();
                    let layout5 = _rt::alloc::Layout::from_size_align_unchecked(
                        vec5.len() * (4 * ::core::mem::size_of::<*const u8>()),
                        ::core::mem::size_of::<*const u8>(),
                    );
                    let result5 = if layout5.size() != 0 {
                        let ptr = _rt::alloc::alloc(layout5).cast::<u8>();
                        if ptr.is_null() {
                            _rt::alloc::handle_alloc_error(layout5);
                        }
                        ptr
                    } else {
                        ::core::ptr::null_mut()
                    };
                    for (i, e) in vec5.into_iter().enumerate() {
                        let base = result5
                            .add(i * (4 * ::core::mem::size_of::<*const u8>()));
                        {
                            let (t2_0, t2_1) = e;
                            let vec3 = t2_0;
                            let ptr3 = vec3.as_ptr().cast::<u8>();
                            let len3 = vec3.len();
                            *base
                                .add(::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len3;
                            *base.add(0).cast::<*mut u8>() = ptr3.cast_mut();
                            let vec4 = t2_1;
                            let ptr4 = vec4.as_ptr().cast::<u8>();
                            let len4 = vec4.len();
                            *base
                                .add(3 * ::core::mem::size_of::<*const u8>())
                                .cast::<usize>() = len4;
                            *base
                                .add(2 * ::core::mem::size_of::<*const u8>())
                                .cast::<*mut u8>() = ptr4.cast_mut();
                        }
                    }
                    let (result7_0, result7_1, result7_2) = match body0 {
                        Some(e) => {
                            let vec6 = e;
                            let ptr6 = vec6.as_ptr().cast::<u8>();
                            let len6 = vec6.len();
                            (1i32, ptr6.cast_mut(), len6)
                        }
                        None => (0i32, ::core::ptr::null_mut(), 0usize),
                    };
                    let (result8_0, result8_1) = match redirect_policy0 {
                        RedirectPolicy::NoFollow => (0i32, 0i32),
                        RedirectPolicy::FollowLimit(e) => (1i32, _rt::as_i32(e)),
                        RedirectPolicy::FollowAll => (2i32, 0i32),
                    };
                    let ptr9 = ret_area.0.as_mut_ptr().cast::<u8>();
                    #[cfg(target_arch = "wasm32")]
                    #[link(wasm_import_module = "zed:extension/http-client")]
                    unsafe extern "C" {
                        #[link_name = "fetch-stream"]
                        fn wit_import10(
                            _: i32,
                            _: *mut u8,
                            _: usize,
                            _: *mut u8,
                            _: usize,
                            _: i32,
                            _: *mut u8,
                            _: usize,
                            _: i32,
                            _: i32,
                            _: *mut u8,
                        );
                    }
                    #[cfg(not(target_arch = "wasm32"))]
                    unsafe extern "C" fn wit_import10(
                        _: i32,
                        _: *mut u8,
                        _: usize,
                        _: *mut u8,
                        _: usize,
                        _: i32,
                        _: *mut u8,
                        _: usize,
                        _: i32,
                        _: i32,
                        _: *mut u8,
                    ) {
                        unreachable!()
                    }
                    unsafe {
                        wit_import10(
                            method0.clone() as i32,
                            ptr1.cast_mut(),
                            len1,
                            result5,
                            len5,
                            result7_0,
                            result7_1,
                            result7_2,
                            result8_0,
                            result8_1,
                            ptr9,
                        )
                    };
                    let l11 = i32::from(*ptr9.add(0).cast::<u8>());
                    let result16 = match l11 {
                        0 => {
                            let e = {
                                let l12 = *ptr9
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<i32>();
                                unsafe { HttpResponseStream::from_handle(l12 as u32) }
                            };
                            Ok(e)
                        }
                        1 => {
                            let e = {
                                let l13 = *ptr9
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l14 = *ptr9
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len15 = l14;
                                let bytes15 = _rt::Vec::from_raw_parts(
                                    l13.cast(),
                                    len15,
                                    len15,
                                );
                                _rt::string_lift(bytes15)
                            };
                            Err(e)
                        }
                        _ => _rt::invalid_enum_discriminant(),
                    };
                    if layout5.size() != 0 {
                        _rt::alloc::dealloc(result5.cast(), layout5);
                    }
                    result16
                }
            }
        }
        #[allow(dead_code, async_fn_in_trait, unused_imports, clippy::all)]
        pub mod platform {
            #[used]
            #[doc(hidden)]
            static __FORCE_SECTION_REF: fn() = super::super::super::__link_custom_section_describing_imports;
            /// An operating system.
            #[repr(u8)]
            #[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
            pub enum Os {
                /// macOS.
                Mac,
                /// Linux.
                Linux,
                /// Windows.
                Windows,
            }
            impl ::core::fmt::Debug for Os {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        Os::Mac => f.debug_tuple("Os::Mac").finish(),
                        Os::Linux => f.debug_tuple("Os::Linux").finish(),
                        Os::Windows => f.debug_tuple("Os::Windows").finish(),
                    }
                }
            }
            impl Os {
                #[doc(hidden)]
                pub unsafe fn _lift(val: u8) -> Os {
                    if !cfg!(debug_assertions) {
                        return ::core::mem::transmute(val);
                    }
                    match val {
                        0 => Os::Mac,
                        1 => Os::Linux,
                        2 => Os::Windows,
                        _ => panic!("invalid enum discriminant"),
                    }
                }
            }
            /// A platform architecture.
            #[repr(u8)]
            #[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
            pub enum Architecture {
                /// AArch64 (e.g., Apple Silicon).
                Aarch64,
                /// x86.
                X86,
                /// x86-64.
                X8664,
            }
            impl ::core::fmt::Debug for Architecture {
                fn fmt(
                    &self,
                    f: &mut ::core::fmt::Formatter<'_>,
                ) -> ::core::fmt::Result {
                    match self {
                        Architecture::Aarch64 => {
                            f.debug_tuple("Architecture::Aarch64").finish()
                        }
                        Architecture::X86 => f.debug_tuple("Architecture::X86").finish(),
                        Architecture::X8664 => {
                            f.debug_tuple("Architecture::X8664").finish()
                        }
                    }
                }
            }
            impl Architecture {
                #[doc(hidden)]
                pub unsafe fn _lift(val: u8) -> Architecture {
                    if !cfg!(debug_assertions) {
                        return ::core::mem::transmute(val);
                    }
                    match val {
                        0 => Architecture::Aarch64,
                        1 => Architecture::X86,
                        2 => Architecture::X8664,
                        _ => panic!("invalid enum discriminant"),
                    }
                }
            }
            #[allow(unused_unsafe, clippy::all)]
            /// Gets the current operating system and architecture.
            pub fn current_platform() -> (Os, Architecture) {
                unsafe {
                    #[repr(align(1))]
                    struct RetArea([::core::mem::MaybeUninit<u8>; 2]);
                    let mut ret_area = RetArea([::core::mem::MaybeUninit::uninit(); 2]);
                    let ptr0 = ret_area.0.as_mut_ptr().cast::<u8>();
                    #[cfg(target_arch = "wasm32")]
                    #[link(wasm_import_module = "zed:extension/platform")]
                    unsafe extern "C" {
                        #[link_name = "current-platform"]
                        fn wit_import1(_: *mut u8);
                    }
                    #[cfg(not(target_arch = "wasm32"))]
                    unsafe extern "C" fn wit_import1(_: *mut u8) {
                        unreachable!()
                    }
                    unsafe { wit_import1(ptr0) };
                    let l2 = i32::from(*ptr0.add(0).cast::<u8>());
                    let l3 = i32::from(*ptr0.add(1).cast::<u8>());
                    let result4 = (Os::_lift(l2 as u8), Architecture::_lift(l3 as u8));
                    result4
                }
            }
        }
        #[allow(dead_code, async_fn_in_trait, unused_imports, clippy::all)]
        pub mod nodejs {
            #[used]
            #[doc(hidden)]
            static __FORCE_SECTION_REF: fn() = super::super::super::__link_custom_section_describing_imports;
            use super::super::super::_rt;
            #[allow(unused_unsafe, clippy::all)]
            /// Returns the path to the Node binary used by Zed.
            pub fn node_binary_path() -> Result<_rt::String, _rt::String> {
                unsafe {
                    #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
                    #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
                    struct RetArea(
                        [::core::mem::MaybeUninit<
                            u8,
                        >; 3 * ::core::mem::size_of::<*const u8>()],
                    );
                    let mut ret_area = RetArea(
                        [::core::mem::MaybeUninit::uninit(); 3
                            * ::core::mem::size_of::<*const u8>()],
                    );
                    let ptr0 = ret_area.0.as_mut_ptr().cast::<u8>();
                    #[cfg(target_arch = "wasm32")]
                    #[link(wasm_import_module = "zed:extension/nodejs")]
                    unsafe extern "C" {
                        #[link_name = "node-binary-path"]
                        fn wit_import1(_: *mut u8);
                    }
                    #[cfg(not(target_arch = "wasm32"))]
                    unsafe extern "C" fn wit_import1(_: *mut u8) {
                        unreachable!()
                    }
                    unsafe { wit_import1(ptr0) };
                    let l2 = i32::from(*ptr0.add(0).cast::<u8>());
                    let result9 = match l2 {
                        0 => {
                            let e = {
                                let l3 = *ptr0
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l4 = *ptr0
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len5 = l4;
                                let bytes5 = _rt::Vec::from_raw_parts(
                                    l3.cast(),
                                    len5,
                                    len5,
                                );
                                _rt::string_lift(bytes5)
                            };
                            Ok(e)
                        }
                        1 => {
                            let e = {
                                let l6 = *ptr0
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l7 = *ptr0
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len8 = l7;
                                let bytes8 = _rt::Vec::from_raw_parts(
                                    l6.cast(),
                                    len8,
                                    len8,
                                );
                                _rt::string_lift(bytes8)
                            };
                            Err(e)
                        }
                        _ => _rt::invalid_enum_discriminant(),
                    };
                    result9
                }
            }
            #[allow(unused_unsafe, clippy::all)]
            /// Returns the latest version of the given NPM package.
            pub fn npm_package_latest_version(
                package_name: &str,
            ) -> Result<_rt::String, _rt::String> {
                unsafe {
                    #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
                    #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
                    struct RetArea(
                        [::core::mem::MaybeUninit<
                            u8,
                        >; 3 * ::core::mem::size_of::<*const u8>()],
                    );
                    let mut ret_area = RetArea(
                        [::core::mem::MaybeUninit::uninit(); 3
                            * ::core::mem::size_of::<*const u8>()],
                    );
                    let vec0 = package_name;
                    let ptr0 = vec0.as_ptr().cast::<u8>();
                    let len0 = vec0.len();
                    let ptr1 = ret_area.0.as_mut_ptr().cast::<u8>();
                    #[cfg(target_arch = "wasm32")]
                    #[link(wasm_import_module = "zed:extension/nodejs")]
                    unsafe extern "C" {
                        #[link_name = "npm-package-latest-version"]
                        fn wit_import2(_: *mut u8, _: usize, _: *mut u8);
                    }
                    #[cfg(not(target_arch = "wasm32"))]
                    unsafe extern "C" fn wit_import2(_: *mut u8, _: usize, _: *mut u8) {
                        unreachable!()
                    }
                    unsafe { wit_import2(ptr0.cast_mut(), len0, ptr1) };
                    let l3 = i32::from(*ptr1.add(0).cast::<u8>());
                    let result10 = match l3 {
                        0 => {
                            let e = {
                                let l4 = *ptr1
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l5 = *ptr1
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len6 = l5;
                                let bytes6 = _rt::Vec::from_raw_parts(
                                    l4.cast(),
                                    len6,
                                    len6,
                                );
                                _rt::string_lift(bytes6)
                            };
                            Ok(e)
                        }
                        1 => {
                            let e = {
                                let l7 = *ptr1
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l8 = *ptr1
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len9 = l8;
                                let bytes9 = _rt::Vec::from_raw_parts(
                                    l7.cast(),
                                    len9,
                                    len9,
                                );
                                _rt::string_lift(bytes9)
                            };
                            Err(e)
                        }
                        _ => _rt::invalid_enum_discriminant(),
                    };
                    result10
                }
            }
            #[allow(unused_unsafe, clippy::all)]
            /// Returns the installed version of the given NPM package, if it exists.
            pub fn npm_package_installed_version(
                package_name: &str,
            ) -> Result<Option<_rt::String>, _rt::String> {
                unsafe {
                    #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
                    #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
                    struct RetArea(
                        [::core::mem::MaybeUninit<
                            u8,
                        >; 4 * ::core::mem::size_of::<*const u8>()],
                    );
                    let mut ret_area = RetArea(
                        [::core::mem::MaybeUninit::uninit(); 4
                            * ::core::mem::size_of::<*const u8>()],
                    );
                    let vec0 = package_name;
                    let ptr0 = vec0.as_ptr().cast::<u8>();
                    let len0 = vec0.len();
                    let ptr1 = ret_area.0.as_mut_ptr().cast::<u8>();
                    #[cfg(target_arch = "wasm32")]
                    #[link(wasm_import_module = "zed:extension/nodejs")]
                    unsafe extern "C" {
                        #[link_name = "npm-package-installed-version"]
                        fn wit_import2(_: *mut u8, _: usize, _: *mut u8);
                    }
                    #[cfg(not(target_arch = "wasm32"))]
                    unsafe extern "C" fn wit_import2(_: *mut u8, _: usize, _: *mut u8) {
                        unreachable!()
                    }
                    unsafe { wit_import2(ptr0.cast_mut(), len0, ptr1) };
                    let l3 = i32::from(*ptr1.add(0).cast::<u8>());
                    let result11 = match l3 {
                        0 => {
                            let e = {
                                let l4 = i32::from(
                                    *ptr1.add(::core::mem::size_of::<*const u8>()).cast::<u8>(),
                                );
                                match l4 {
                                    0 => None,
                                    1 => {
                                        let e = {
                                            let l5 = *ptr1
                                                .add(2 * ::core::mem::size_of::<*const u8>())
                                                .cast::<*mut u8>();
                                            let l6 = *ptr1
                                                .add(3 * ::core::mem::size_of::<*const u8>())
                                                .cast::<usize>();
                                            let len7 = l6;
                                            let bytes7 = _rt::Vec::from_raw_parts(
                                                l5.cast(),
                                                len7,
                                                len7,
                                            );
                                            _rt::string_lift(bytes7)
                                        };
                                        Some(e)
                                    }
                                    _ => _rt::invalid_enum_discriminant(),
                                }
                            };
                            Ok(e)
                        }
                        1 => {
                            let e = {
                                let l8 = *ptr1
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l9 = *ptr1
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len10 = l9;
                                let bytes10 = _rt::Vec::from_raw_parts(
                                    l8.cast(),
                                    len10,
                                    len10,
                                );
                                _rt::string_lift(bytes10)
                            };
                            Err(e)
                        }
                        _ => _rt::invalid_enum_discriminant(),
                    };
                    result11
                }
            }
            #[allow(unused_unsafe, clippy::all)]
            /// Installs the specified NPM package.
            pub fn npm_install_package(
                package_name: &str,
                version: &str,
            ) -> Result<(), _rt::String> {
                unsafe {
                    #[cfg_attr(target_pointer_width = "64", repr(align(8)))]
                    #[cfg_attr(target_pointer_width = "32", repr(align(4)))]
                    struct RetArea(
                        [::core::mem::MaybeUninit<
                            u8,
                        >; 3 * ::core::mem::size_of::<*const u8>()],
                    );
                    let mut ret_area = RetArea(
                        [::core::mem::MaybeUninit::uninit(); 3
                            * ::core::mem::size_of::<*const u8>()],
                    );
                    let vec0 = package_name;
                    let ptr0 = vec0.as_ptr().cast::<u8>();
                    let len0 = vec0.len();
                    let vec1 = version;
                    let ptr1 = vec1.as_ptr().cast::<u8>();
                    let len1 = vec1.len();
                    let ptr2 = ret_area.0.as_mut_ptr().cast::<u8>();
                    #[cfg(target_arch = "wasm32")]
                    #[link(wasm_import_module = "zed:extension/nodejs")]
                    unsafe extern "C" {
                        #[link_name = "npm-install-package"]
                        fn wit_import3(
                            _: *mut u8,
                            _: usize,
                            _: *mut u8,
                            _: usize,
                            _: *mut u8,
                        );
                    }
                    #[cfg(not(target_arch = "wasm32"))]
                    unsafe extern "C" fn wit_import3(
                        _: *mut u8,
                        _: usize,
                        _: *mut u8,
                        _: usize,
                        _: *mut u8,
                    ) {
                        unreachable!()
                    }
                    unsafe {
                        wit_import3(ptr0.cast_mut(), len0, ptr1.cast_mut(), len1, ptr2)
                    };
                    let l4 = i32::from(*ptr2.add(0).cast::<u8>());
                    let result8 = match l4 {
                        0 => {
                            let e = ();
                            Ok(e)
                        }
                        1 => {
                            let e = {
                                let l5 = *ptr2
                                    .add(::core::mem::size_of::<*const u8>())
                                    .cast::<*mut u8>();
                                let l6 = *ptr2
                                    .add(2 * ::core::mem::size_of::<*const u8>())
                                    .cast::<usize>();
                                let len7 = l6;
                                let bytes7 = _rt::Vec::from_raw_parts(
                                    l5.cast(),
                                    len7,
                                    len7,
                                );
                                _rt::string_lift(bytes7)
                            };
                            Err(e)
                        }
                        _ => _rt::invalid_enum_discriminant(),
                    };
                    result8
                }
            }
        }
    }
}
mod _rt {
    #![allow(dead_code, clippy::all)]
    pub use alloc_crate::vec::Vec;
    pub use alloc_crate::string::String;
    pub fn as_i32<T: AsI32>(t: T) -> i32 {
        t.as_i32()
    }
    pub trait AsI32 {
        fn as_i32(self) -> i32;
    }
    impl<'a, T: Copy + AsI32> AsI32 for &'a T {
        fn as_i32(self) -> i32 {
            (*self).as_i32()
        }
    }
    impl AsI32 for i32 {
        #[inline]
        fn as_i32(self) -> i32 {
            self as i32
        }
    }
    impl AsI32 for u32 {
        #[inline]
        fn as_i32(self) -> i32 {
            self as i32
        }
    }
    impl AsI32 for i16 {
        #[inline]
        fn as_i32(self) -> i32 {
            self as i32
        }
    }
    impl AsI32 for u16 {
        #[inline]
        fn as_i32(self) -> i32 {
            self as i32
        }
    }
    impl AsI32 for i8 {
        #[inline]
        fn as_i32(self) -> i32 {
            self as i32
        }
    }
    impl AsI32 for u8 {
        #[inline]
        fn as_i32(self) -> i32 {
            self as i32
        }
    }
    impl AsI32 for char {
        #[inline]
        fn as_i32(self) -> i32 {
            self as i32
        }
    }
    impl AsI32 for usize {
        #[inline]
        fn as_i32(self) -> i32 {
            self as i32
        }
    }
    pub fn as_i64<T: AsI64>(t: T) -> i64 {
        t.as_i64()
    }
    pub trait AsI64 {
        fn as_i64(self) -> i64;
    }
    impl<'a, T: Copy + AsI64> AsI64 for &'a T {
        fn as_i64(self) -> i64 {
            (*self).as_i64()
        }
    }
    impl AsI64 for i64 {
        #[inline]
        fn as_i64(self) -> i64 {
            self as i64
        }
    }
    impl AsI64 for u64 {
        #[inline]
        fn as_i64(self) -> i64 {
            self as i64
        }
    }
    pub unsafe fn invalid_enum_discriminant<T>() -> T {
        if cfg!(debug_assertions) {
            panic!("invalid enum discriminant")
        } else {
            unsafe { core::hint::unreachable_unchecked() }
        }
    }
    pub unsafe fn string_lift(bytes: Vec<u8>) -> String {
        if cfg!(debug_assertions) {
            String::from_utf8(bytes).unwrap()
        } else {
            String::from_utf8_unchecked(bytes)
        }
    }
    pub use alloc_crate::alloc;
    pub unsafe fn cabi_dealloc(ptr: *mut u8, size: usize, align: usize) {
        if size == 0 {
            return;
        }
        let layout = alloc::Layout::from_size_align_unchecked(size, align);
        alloc::dealloc(ptr, layout);
    }
    use core::fmt;
    use core::marker;
    use core::sync::atomic::{AtomicU32, Ordering::Relaxed};
    /// A type which represents a component model resource, either imported or
    /// exported into this component.
    ///
    /// This is a low-level wrapper which handles the lifetime of the resource
    /// (namely this has a destructor). The `T` provided defines the component model
    /// intrinsics that this wrapper uses.
    ///
    /// One of the chief purposes of this type is to provide `Deref` implementations
    /// to access the underlying data when it is owned.
    ///
    /// This type is primarily used in generated code for exported and imported
    /// resources.
    #[repr(transparent)]
    pub struct Resource<T: WasmResource> {
        handle: AtomicU32,
        _marker: marker::PhantomData<T>,
    }
    /// A trait which all wasm resources implement, namely providing the ability to
    /// drop a resource.
    ///
    /// This generally is implemented by generated code, not user-facing code.
    #[allow(clippy::missing_safety_doc)]
    pub unsafe trait WasmResource {
        /// Invokes the `[resource-drop]...` intrinsic.
        unsafe fn drop(handle: u32);
    }
    impl<T: WasmResource> Resource<T> {
        #[doc(hidden)]
        pub unsafe fn from_handle(handle: u32) -> Self {
            debug_assert!(handle != u32::MAX);
            Self {
                handle: AtomicU32::new(handle),
                _marker: marker::PhantomData,
            }
        }
        /// Takes ownership of the handle owned by `resource`.
        ///
        /// Note that this ideally would be `into_handle` taking `Resource<T>` by
        /// ownership. The code generator does not enable that in all situations,
        /// unfortunately, so this is provided instead.
        ///
        /// Also note that `take_handle` is in theory only ever called on values
        /// owned by a generated function. For example a generated function might
        /// take `Resource<T>` as an argument but then call `take_handle` on a
        /// reference to that argument. In that sense the dynamic nature of
        /// `take_handle` should only be exposed internally to generated code, not
        /// to user code.
        #[doc(hidden)]
        pub fn take_handle(resource: &Resource<T>) -> u32 {
            resource.handle.swap(u32::MAX, Relaxed)
        }
        #[doc(hidden)]
        pub fn handle(resource: &Resource<T>) -> u32 {
            resource.handle.load(Relaxed)
        }
    }
    impl<T: WasmResource> fmt::Debug for Resource<T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.debug_struct("Resource").field("handle", &self.handle).finish()
        }
    }
    impl<T: WasmResource> Drop for Resource<T> {
        fn drop(&mut self) {
            unsafe {
                match self.handle.load(Relaxed) {
                    u32::MAX => {}
                    other => T::drop(other),
                }
            }
        }
    }
    #[cfg(target_arch = "wasm32")]
    pub fn run_ctors_once() {
        wit_bindgen::rt::run_ctors_once();
    }
    pub unsafe fn bool_lift(val: u8) -> bool {
        if cfg!(debug_assertions) {
            match val {
                0 => false,
                1 => true,
                _ => panic!("invalid bool discriminant"),
            }
        } else {
            val != 0
        }
    }
    extern crate alloc as alloc_crate;
}
/// Generates `#[unsafe(no_mangle)]` functions to export the specified type as
/// the root implementation of all generated traits.
///
/// For more information see the documentation of `wit_bindgen::generate!`.
///
/// ```rust
/// # macro_rules! export{ ($($t:tt)*) => (); }
/// # trait Guest {}
/// struct MyType;
///
/// impl Guest for MyType {
///     // ...
/// }
///
/// export!(MyType);
/// ```
#[allow(unused_macros)]
#[doc(hidden)]
macro_rules! __export_extension_impl {
    ($ty:ident) => {
        self::export!($ty with_types_in self);
    };
    ($ty:ident with_types_in $($path_to_types_root:tt)*) => {
        $($path_to_types_root)*:: __export_world_extension_cabi!($ty with_types_in
        $($path_to_types_root)*);
    };
}
#[doc(inline)]
pub(crate) use __export_extension_impl as export;
#[cfg(target_arch = "wasm32")]
#[unsafe(
    link_section = "component-type:wit-bindgen:0.41.0:zed:extension:extension:encoded world"
)]
#[doc(hidden)]
#[allow(clippy::octal_escapes)]
pub static __WIT_BINDGEN_COMPONENT_TYPE: [u8; 6796] = *b"\
\0asm\x0d\0\x01\0\0\x19\x16wit-component-encoding\x04\0\x07\x8c4\x01A\x02\x01A\xa0\
\x01\x01B\x05\x01r\x02\x05starty\x03endy\x04\0\x05range\x03\0\0\x01o\x02ss\x01p\x02\
\x04\0\x08env-vars\x03\0\x03\x03\0\x14zed:extension/common\x05\0\x02\x03\0\0\x08\
env-vars\x03\0\x08env-vars\x03\0\x01\x02\x03\0\0\x05range\x03\0\x05range\x03\0\x03\
\x01B\x02\x01r\x03\x19installation-instructionss\x0fsettings-schemas\x10default-\
settingss\x04\0\x1ccontext-server-configuration\x03\0\0\x03\0\x1czed:extension/c\
ontext-server\x05\x05\x02\x03\0\x01\x1ccontext-server-configuration\x03\0\x1ccon\
text-server-configuration\x03\0\x06\x01B,\x02\x03\x02\x01\x01\x04\0\x08env-vars\x03\
\0\0\x01ks\x01ps\x01r\x04\x07programs\x03cwd\x02\x04args\x03\x04envs\x01\x04\0\x0e\
launch-request\x03\0\x04\x01ky\x01r\x01\x0aprocess-id\x06\x04\0\x0eattach-reques\
t\x03\0\x07\x01q\x02\x06launch\x01\x05\0\x06attach\x01\x08\0\x04\0\x0ddebug-requ\
est\x03\0\x09\x01kw\x01r\x03\x04port{\x04hosty\x07timeout\x0b\x04\0\x0dtcp-argum\
ents\x03\0\x0c\x01k{\x01r\x03\x04port\x0e\x04host\x06\x07timeout\x0b\x04\0\x16tc\
p-arguments-template\x03\0\x0f\x01k\x7f\x01r\x04\x05labels\x07adapters\x07reques\
t\x0a\x0dstop-on-entry\x11\x04\0\x0cdebug-config\x03\0\x12\x01r\x05\x05labels\x07\
commands\x04args\x03\x03env\x01\x03cwd\x02\x04\0\x0dtask-template\x03\0\x14\x04\0\
\x0dresolved-task\x03\0\x15\x04\0\x13build-task-template\x03\0\x15\x01r\x02\x0cl\
ocator-name\x02\x08template\x17\x04\0&build-task-definition-template-payload\x03\
\0\x18\x01q\x02\x07by-name\x01s\0\x08template\x01\x19\0\x04\0\x15build-task-defi\
nition\x03\0\x1a\x01k\x1b\x01k\x10\x01r\x05\x05labels\x07adapters\x05build\x1c\x06\
configs\x0etcp-connection\x1d\x04\0\x0edebug-scenario\x03\0\x1e\x01m\x02\x06laun\
ch\x06attach\x04\0)start-debugging-request-arguments-request\x03\0\x20\x01r\x04\x05\
labels\x07adapters\x06configs\x0etcp-connection\x1d\x04\0\x15debug-task-definiti\
on\x03\0\"\x01r\x02\x0dconfigurations\x07request!\x04\0!start-debugging-request-\
arguments\x03\0$\x01k\x0d\x01r\x06\x07command\x02\x09arguments\x03\x04envs\x01\x03\
cwd\x02\x0aconnection&\x0crequest-args%\x04\0\x14debug-adapter-binary\x03\0'\x01\
j\x01\x0d\x01s\x01@\x01\x08template\x10\0)\x04\0\x14resolve-tcp-template\x01*\x03\
\0\x11zed:extension/dap\x05\x08\x02\x03\0\x02\x0eattach-request\x03\0\x0eattach-\
request\x03\0\x09\x02\x03\0\x02\x13build-task-template\x03\0\x13build-task-templ\
ate\x03\0\x0b\x02\x03\0\x02\x0cdebug-config\x03\0\x0cdebug-config\x03\0\x0d\x02\x03\
\0\x02\x14debug-adapter-binary\x03\0\x14debug-adapter-binary\x03\0\x0f\x02\x03\0\
\x02\x15debug-task-definition\x03\0\x15debug-task-definition\x03\0\x11\x02\x03\0\
\x02\x0ddebug-request\x03\0\x0ddebug-request\x03\0\x13\x02\x03\0\x02\x0edebug-sc\
enario\x03\0\x0edebug-scenario\x03\0\x15\x02\x03\0\x02\x0elaunch-request\x03\0\x0e\
launch-request\x03\0\x17\x02\x03\0\x02\x0dresolved-task\x03\0\x0dresolved-task\x03\
\0\x19\x02\x03\0\x02)start-debugging-request-arguments-request\x03\0)start-debug\
ging-request-arguments-request\x03\0\x1b\x01B\x10\x01q\x1a\x04text\0\0\x06method\
\0\0\x08function\0\0\x0bconstructor\0\0\x05field\0\0\x08variable\0\0\x05class\0\0\
\x09interface\0\0\x06module\0\0\x08property\0\0\x04unit\0\0\x05value\0\0\x04enum\
\0\0\x07keyword\0\0\x07snippet\0\0\x05color\0\0\x04file\0\0\x09reference\0\0\x06\
folder\0\0\x0benum-member\0\0\x08constant\0\0\x06struct\0\0\x05event\0\0\x08oper\
ator\0\0\x0etype-parameter\0\0\x05other\x01z\0\x04\0\x0fcompletion-kind\x03\0\0\x01\
ks\x01r\x02\x06detail\x02\x0bdescription\x02\x04\0\x18completion-label-details\x03\
\0\x03\x01q\x03\x0aplain-text\0\0\x07snippet\0\0\x05other\x01z\0\x04\0\x12insert\
-text-format\x03\0\x05\x01k\x04\x01k\x01\x01k\x06\x01r\x05\x05labels\x0dlabel-de\
tails\x07\x06detail\x02\x04kind\x08\x12insert-text-format\x09\x04\0\x0acompletio\
n\x03\0\x0a\x01q\x1b\x04file\0\0\x06module\0\0\x09namespace\0\0\x07package\0\0\x05\
class\0\0\x06method\0\0\x08property\0\0\x05field\0\0\x0bconstructor\0\0\x04enum\0\
\0\x09interface\0\0\x08function\0\0\x08variable\0\0\x08constant\0\0\x06string\0\0\
\x06number\0\0\x07boolean\0\0\x05array\0\0\x06object\0\0\x03key\0\0\x04null\0\0\x0b\
enum-member\0\0\x06struct\0\0\x05event\0\0\x08operator\0\0\x0etype-parameter\0\0\
\x05other\x01z\0\x04\0\x0bsymbol-kind\x03\0\x0c\x01r\x02\x04kind\x0d\x04names\x04\
\0\x06symbol\x03\0\x0e\x03\0\x11zed:extension/lsp\x05\x1d\x02\x03\0\x03\x0acompl\
etion\x03\0\x0acompletion\x03\0\x1e\x02\x03\0\x03\x06symbol\x03\0\x06symbol\x03\0\
\x20\x01B\x0c\x02\x03\x02\x01\x01\x04\0\x08env-vars\x03\0\0\x01ps\x01r\x03\x07co\
mmands\x04args\x02\x03env\x01\x04\0\x07command\x03\0\x03\x01kz\x01p}\x01r\x03\x06\
status\x05\x06stdout\x06\x06stderr\x06\x04\0\x06output\x03\0\x07\x01j\x01\x08\x01\
s\x01@\x01\x07command\x04\0\x09\x04\0\x0brun-command\x01\x0a\x03\0\x15zed:extens\
ion/process\x05\"\x02\x03\0\x04\x07command\x03\0\x07command\x03\0#\x01B\x0b\x02\x03\
\x02\x01\x03\x04\0\x05range\x03\0\0\x01r\x04\x04names\x0bdescriptions\x0ctooltip\
-texts\x11requires-argument\x7f\x04\0\x0dslash-command\x03\0\x02\x01r\x02\x05ran\
ge\x01\x05labels\x04\0\x1cslash-command-output-section\x03\0\x04\x01p\x05\x01r\x02\
\x04texts\x08sections\x06\x04\0\x14slash-command-output\x03\0\x07\x01r\x03\x05la\
bels\x08new-texts\x0brun-command\x7f\x04\0!slash-command-argument-completion\x03\
\0\x09\x03\0\x1bzed:extension/slash-command\x05%\x02\x03\0\x05\x0dslash-command\x03\
\0\x0dslash-command\x03\0&\x02\x03\0\x05!slash-command-argument-completion\x03\0\
!slash-command-argument-completion\x03\0(\x02\x03\0\x05\x14slash-command-output\x03\
\0\x14slash-command-output\x03\0*\x01m\x04\x04gzip\x08gzip-tar\x03zip\x0cuncompr\
essed\x03\0\x14downloaded-file-type\x03\0,\x01q\x04\x04none\0\0\x0bdownloading\0\
\0\x13checking-for-update\0\0\x06failed\x01s\0\x03\0#language-server-installatio\
n-status\x03\0.\x01r\x02\x0bworktree-idw\x04paths\x03\0\x11settings-location\x03\
\00\x03\0\x08worktree\x03\x01\x03\0\x07project\x03\x01\x03\0\x0fkey-value-store\x03\
\x01\x01ks\x01r\x02\x04texts\x0ehighlight-name5\x03\0\x17code-label-span-literal\
\x03\06\x01q\x02\x0acode-range\x01\x04\0\x07literal\x017\0\x03\0\x0fcode-label-s\
pan\x03\08\x01p9\x01r\x03\x04codes\x05spans:\x0cfilter-range\x04\x03\0\x0acode-l\
abel\x03\0;\x01B\x0c\x01r\x02\x04names\x0cdownload-urls\x04\0\x14github-release-\
asset\x03\0\0\x01p\x01\x01r\x02\x07versions\x06assets\x02\x04\0\x0egithub-releas\
e\x03\0\x03\x01r\x02\x0erequire-assets\x7f\x0bpre-release\x7f\x04\0\x16github-re\
lease-options\x03\0\x05\x01j\x01\x04\x01s\x01@\x02\x04repos\x07options\x06\0\x07\
\x04\0\x15latest-github-release\x01\x08\x01@\x02\x04repos\x03tags\0\x07\x04\0\x1a\
github-release-by-tag-name\x01\x09\x03\0\x14zed:extension/github\x05=\x01B\x18\x01\
m\x07\x03get\x04head\x04post\x03put\x06delete\x07options\x05patch\x04\0\x0bhttp-\
method\x03\0\0\x01q\x03\x09no-follow\0\0\x0cfollow-limit\x01y\0\x0afollow-all\0\0\
\x04\0\x0fredirect-policy\x03\0\x02\x01o\x02ss\x01p\x04\x01p}\x01k\x06\x01r\x05\x06\
method\x01\x03urls\x07headers\x05\x04body\x07\x0fredirect-policy\x03\x04\0\x0cht\
tp-request\x03\0\x08\x01r\x02\x07headers\x05\x04body\x06\x04\0\x0dhttp-response\x03\
\0\x0a\x04\0\x14http-response-stream\x03\x01\x01h\x0c\x01j\x01\x07\x01s\x01@\x01\
\x04self\x0d\0\x0e\x04\0'[method]http-response-stream.next-chunk\x01\x0f\x01j\x01\
\x0b\x01s\x01@\x01\x03req\x09\0\x10\x04\0\x05fetch\x01\x11\x01i\x0c\x01j\x01\x12\
\x01s\x01@\x01\x03req\x09\0\x13\x04\0\x0cfetch-stream\x01\x14\x03\0\x19zed:exten\
sion/http-client\x05>\x01B\x07\x01m\x03\x03mac\x05linux\x07windows\x04\0\x02os\x03\
\0\0\x01m\x03\x07aarch64\x03x86\x05x8664\x04\0\x0carchitecture\x03\0\x02\x01o\x02\
\x01\x03\x01@\0\0\x04\x04\0\x10current-platform\x01\x05\x03\0\x16zed:extension/p\
latform\x05?\x01B\x0c\x01j\x01s\x01s\x01@\0\0\0\x04\0\x10node-binary-path\x01\x01\
\x01@\x01\x0cpackage-names\0\0\x04\0\x1anpm-package-latest-version\x01\x02\x01ks\
\x01j\x01\x03\x01s\x01@\x01\x0cpackage-names\0\x04\x04\0\x1dnpm-package-installe\
d-version\x01\x05\x01j\0\x01s\x01@\x02\x0cpackage-names\x07versions\0\x06\x04\0\x13\
npm-install-package\x01\x07\x03\0\x14zed:extension/nodejs\x05@\x01k1\x01j\x01s\x01\
s\x01@\x03\x04path\xc1\0\x08categorys\x03key5\0\xc2\0\x03\0\x0cget-settings\x01C\
\x01j\0\x01s\x01@\x03\x03urls\x09file-paths\x09file-type-\0\xc4\0\x03\0\x0ddownl\
oad-file\x01E\x01@\x01\x08filepaths\0\xc4\0\x03\0\x14make-file-executable\x01F\x01\
@\x02\x14language-server-names\x06status/\x01\0\x03\0'set-language-server-instal\
lation-status\x01G\x01h2\x01@\x01\x04self\xc8\0\0w\x03\0\x13[method]worktree.id\x01\
I\x01@\x01\x04self\xc8\0\0s\x03\0\x1a[method]worktree.root-path\x01J\x01@\x02\x04\
self\xc8\0\x04paths\0\xc2\0\x03\0\x1f[method]worktree.read-text-file\x01K\x01@\x02\
\x04self\xc8\0\x0bbinary-names\05\x03\0\x16[method]worktree.which\x01L\x01@\x01\x04\
self\xc8\0\0\x02\x03\0\x1a[method]worktree.shell-env\x01M\x01h3\x01pw\x01@\x01\x04\
self\xce\0\0\xcf\0\x03\0\x1c[method]project.worktree-ids\x01P\x01h4\x01@\x03\x04\
self\xd1\0\x03keys\x05values\0\xc4\0\x03\0\x1e[method]key-value-store.insert\x01\
R\x01@\0\x01\0\x04\0\x0einit-extension\x01S\x01j\x01$\x01s\x01@\x02\x12language-\
server-ids\x08worktree\xc8\0\0\xd4\0\x04\0\x17language-server-command\x01U\x01j\x01\
5\x01s\x01@\x02\x12language-server-ids\x08worktree\xc8\0\0\xd6\0\x04\0&language-\
server-initialization-options\x01W\x04\0'language-server-workspace-configuration\
\x01W\x01@\x03\x12language-server-ids\x19target-language-server-ids\x08worktree\xc8\
\0\0\xd6\0\x04\01language-server-additional-initialization-options\x01X\x04\02la\
nguage-server-additional-workspace-configuration\x01X\x01p\x1f\x01k<\x01p\xda\0\x01\
j\x01\xdb\0\x01s\x01@\x02\x12language-server-ids\x0bcompletions\xd9\0\0\xdc\0\x04\
\0\x16labels-for-completions\x01]\x01p!\x01@\x02\x12language-server-ids\x07symbo\
ls\xde\0\0\xdc\0\x04\0\x12labels-for-symbols\x01_\x01ps\x01p)\x01j\x01\xe1\0\x01\
s\x01@\x02\x07command'\x04args\xe0\0\0\xe2\0\x04\0\x1fcomplete-slash-command-arg\
ument\x01c\x01k\xc8\0\x01j\x01+\x01s\x01@\x03\x07command'\x04args\xe0\0\x08workt\
ree\xe4\0\0\xe5\0\x04\0\x11run-slash-command\x01f\x01@\x02\x11context-server-ids\
\x07project\xce\0\0\xd4\0\x04\0\x16context-server-command\x01g\x01k\x07\x01j\x01\
\xe8\0\x01s\x01@\x02\x11context-server-ids\x07project\xce\0\0\xe9\0\x04\0\x1ccon\
text-server-configuration\x01j\x01j\x01\xe0\0\x01s\x01@\x01\x0dprovider-names\0\xeb\
\0\x04\0\x15suggest-docs-packages\x01l\x01@\x03\x0dprovider-names\x0cpackage-nam\
es\x08database\xd1\0\0\xc4\0\x04\0\x0aindex-docs\x01m\x01j\x01\x10\x01s\x01@\x04\
\x0cadapter-names\x06config\x12\x13user-installed-path5\x08worktree\xc8\0\0\xee\0\
\x04\0\x0eget-dap-binary\x01o\x01j\x01\x1c\x01s\x01@\x02\x0cadapter-names\x06con\
figs\0\xf0\0\x04\0\x10dap-request-kind\x01q\x01j\x01\x16\x01s\x01@\x01\x06config\
\x0e\0\xf2\0\x04\0\x16dap-config-to-scenario\x01s\x01k\x16\x01@\x04\x0clocator-n\
ames\x15build-config-template\x0c\x0eresolved-labels\x12debug-adapter-names\0\xf4\
\0\x04\0\x1bdap-locator-create-scenario\x01u\x01j\x01\x14\x01s\x01@\x02\x0clocat\
or-names\x06config\x1a\0\xf6\0\x04\0\x0frun-dap-locator\x01w\x04\0\x17zed:extens\
ion/extension\x04\0\x0b\x0f\x01\0\x09extension\x03\0\0\0G\x09producers\x01\x0cpr\
ocessed-by\x02\x0dwit-component\x070.227.1\x10wit-bindgen-rust\x060.41.0";
#[inline(never)]
#[doc(hidden)]
pub fn __link_custom_section_describing_imports() {
    wit_bindgen::rt::maybe_link_cabi_realloc();
}

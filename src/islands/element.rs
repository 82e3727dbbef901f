//! An HTML element that the browser alone draws. Leptos makes every element and every attribute a type of its own and
//! compiles it apart; here all of them are one type, which makes the module a quarter lighter.

use std::borrow::Cow;

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// A text that follows its signals.
pub type Words = Box<dyn FnMut() -> String + Send>;
/// A part of the page that follows its signals and may be absent.
pub type Part = Box<dyn FnMut() -> Option<AnyView> + Send>;

/// A text node that follows its signals.
pub fn words(read: impl Fn() -> String + Send + 'static) -> Words {
    Box::new(read)
}

/// A part of the page that follows its signals.
pub fn part(draw: impl Fn() -> Option<AnyView> + Send + 'static) -> Part {
    Box::new(draw)
}

/// What an event does.
type Act = Box<dyn FnMut(Event) + Send>;

/// What of an element follows its signals.
enum Live {
    Attribute(&'static str, Words),
    Property(&'static str, Words),
    Flag(&'static str, Box<dyn FnMut() -> bool + Send>),
    Task(Box<dyn FnMut() + Send>),
}

/// An element, before it is drawn. In a box, because it is handed on from call to call.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    fixed: Vec<(&'static str, Cow<'static, str>)>,
    live: Vec<Live>,
    events: Vec<(&'static str, Act)>,
    children: Vec<AnyView>,
}

/// Begins an element.
#[must_use]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts { tag, fixed: Vec::new(), live: Vec::new(), events: Vec::new(), children: Vec::new() }))
}

impl El {
    /// Its class.
    #[must_use]
    pub fn class(self, class: &'static str) -> Self {
        self.with("class", class)
    }

    /// An attribute that stays as it is.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.fix(name, value.into())
    }

    fn fix(mut self, name: &'static str, value: Cow<'static, str>) -> Self {
        self.0.fixed.push((name, value));
        self
    }

    /// An attribute that follows its signals.
    #[must_use]
    pub fn attribute(self, name: &'static str, read: impl Fn() -> String + Send + 'static) -> Self {
        self.follow(Live::Attribute(name, Box::new(read)))
    }

    /// An ARIA attribute that is "true" or "false".
    #[must_use]
    pub fn aria(self, name: &'static str, read: impl Fn() -> bool + Send + 'static) -> Self {
        self.attribute(name, move || if read() { "true".to_owned() } else { "false".to_owned() })
    }

    /// The value of a control, following its signals.
    #[must_use]
    pub fn value(self, read: impl Fn() -> String + Send + 'static) -> Self {
        self.follow(Live::Property("value", Box::new(read)))
    }

    /// A property that is true or false.
    #[must_use]
    pub fn flag(self, name: &'static str, read: impl Fn() -> bool + Send + 'static) -> Self {
        self.follow(Live::Flag(name, Box::new(read)))
    }

    /// What it holds, as HTML that the server drew.
    #[must_use]
    pub fn html(self, read: impl Fn() -> String + Send + 'static) -> Self {
        self.follow(Live::Property("innerHTML", Box::new(read)))
    }

    /// What is done when it is drawn, and again whenever the signals in it change.
    #[must_use]
    pub fn task(self, run: impl FnMut() + Send + 'static) -> Self {
        self.follow(Live::Task(Box::new(run)))
    }

    fn follow(mut self, live: Live) -> Self {
        self.0.live.push(live);
        self
    }

    /// What an event does.
    #[must_use]
    pub fn on(self, event: &'static str, act: impl FnMut(Event) + Send + 'static) -> Self {
        self.on_boxed(event, Box::new(act))
    }

    fn on_boxed(mut self, event: &'static str, act: Act) -> Self {
        self.0.events.push((event, act));
        self
    }

    /// What a click does.
    #[must_use]
    pub fn click(self, act: impl Fn() + Send + 'static) -> Self {
        self.on("click", move |_| act())
    }

    /// What typing (`input`) or choosing (`change`) does, with the new value.
    #[must_use]
    pub fn typed(self, event: &'static str, act: impl Fn(String) + Send + 'static) -> Self {
        self.on(event, move |event| act(event_target_value(&event)))
    }

    /// What sending a form does instead of posting it.
    #[must_use]
    pub fn submit(self, act: impl Fn() + Send + 'static) -> Self {
        self.on("submit", move |event| {
            event.prevent_default();
            act();
        })
    }

    /// What it holds, in order.
    #[must_use]
    pub fn child(self, child: impl IntoAny) -> Self {
        self.hold(child.into_any())
    }

    fn hold(mut self, child: AnyView) -> Self {
        self.0.children.push(child);
        self
    }
}

/// An element that stands in the page, with all that keeps it alive.
pub struct Drawn {
    element: web_sys::Element,
    live: Vec<RenderEffect<()>>,
    events: Vec<Closure<dyn FnMut(Event)>>,
    children: Vec<AnyViewState>,
}

impl Render for El {
    type State = Drawn;

    fn build(self) -> Drawn {
        let Parts { tag, fixed, live, events, children } = *self.0;
        let element = Rndr::create_element(tag, None);
        for (name, value) in &fixed {
            Rndr::set_attribute(&element, name, value);
        }
        // The children first: a `select` takes its value from its options.
        let mut drawn = Drawn { element, live: Vec::new(), events: Vec::new(), children: Vec::new() };
        for child in children {
            let mut child = child.build();
            child.mount(&drawn.element, None);
            drawn.children.push(child);
        }
        for live in live {
            drawn.live.push(follow(drawn.element.clone(), live));
        }
        for (name, act) in events {
            drawn.events.push(listen(&drawn.element, name, act));
        }
        drawn
    }

    /// Drawn anew: what is drawn by signals changes in its own place, and does not come here.
    fn rebuild(self, state: &mut Drawn) {
        let mut next = self.build();
        state.insert_before_this(&mut next);
        state.unmount();
        *state = next;
    }
}

fn follow(element: web_sys::Element, live: Live) -> RenderEffect<()> {
    match live {
        Live::Attribute(name, mut read) => {
            RenderEffect::new(move |_| Rndr::set_attribute(&element, name, &read()))
        }
        Live::Property(name, mut read) => {
            RenderEffect::new(move |_| set_property(&element, name, &JsValue::from_str(&read())))
        }
        Live::Flag(name, mut read) => {
            RenderEffect::new(move |_| set_property(&element, name, &JsValue::from_bool(read())))
        }
        Live::Task(mut run) => RenderEffect::new(move |_| run()),
    }
}

fn set_property(element: &web_sys::Element, name: &str, value: &JsValue) {
    // Fails for a sealed object only, and no element is one.
    let _ = js_sys::Reflect::set(element, &JsValue::from_str(name), value);
}

fn listen(element: &web_sys::Element, name: &str, act: Act) -> Closure<dyn FnMut(Event)> {
    let handler = Closure::wrap(act as Box<dyn FnMut(Event)>);
    // Fails for no name of an event.
    let _ =
        element.add_event_listener_with_callback(name, wasm_bindgen::JsCast::unchecked_ref(handler.as_ref()));
    handler
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.element.remove();
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&web_sys::Node>) {
        Rndr::insert_node(parent, &self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        vec![self.element.clone()]
    }
}

/// The server draws none of these: it has its own page without script.
impl RenderHtml for El {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Drawn {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl AddAnyAttr for El {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}

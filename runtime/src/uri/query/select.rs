//! `$select` (OData 4.01 URL Conventions, section 5.1.4).

use super::{Expression, Named, fragment::Fragment};

/// One property of an `M`, or several: an array of those of one type, or a tuple of any.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no property of `{M}`, and no array or tuple of those",
    label = "expected properties of `{M}`"
)]
pub trait Selection<M> {
    /// The names, with commas between them.
    #[doc(hidden)]
    fn text(self) -> String;
}

impl<M, T, K: Named> Selection<M> for Expression<M, T, K> {
    fn text(self) -> String {
        self.fragment().render(super::EnumLiterals::default())
    }
}

impl<M, P: Selection<M>, const N: usize> Selection<M> for [P; N] {
    fn text(self) -> String {
        self.map(Selection::text).join(",")
    }
}

macro_rules! tuples {
    ($($name:ident)*) => {
        impl<M, $($name: Selection<M>),*> Selection<M> for ($($name,)*) {
            #[expect(non_snake_case, reason = "the names of the types are those of the values")]
            fn text(self) -> String {
                let ($($name,)*) = self;
                [$($name.text()),*].join(",")
            }
        }
    };
}

tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
tuples!(A B C D E F G);
tuples!(A B C D E F G H);
tuples!(A B C D E F G H I);
tuples!(A B C D E F G H I J);
tuples!(A B C D E F G H I J K);
tuples!(A B C D E F G H I J K L);

/// The names as text of a query.
pub(crate) fn selected<M>(properties: impl Selection<M>) -> Fragment {
    Fragment::default().text(properties.text())
}

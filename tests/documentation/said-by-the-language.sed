/friend .*operator(==|<=>)\(.*= default;/d
/^ *[A-Za-z]+\((const [A-Za-z]+&|[A-Za-z]+&&)\)( noexcept)?( = (default|delete))?;/d
/^ *[A-Za-z]+& operator=\((const [A-Za-z]+&|[A-Za-z]+&&)\)( noexcept)?( = (default|delete))?;/d
/^template <>$/,/^};$/d

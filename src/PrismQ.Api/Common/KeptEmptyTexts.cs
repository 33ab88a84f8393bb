using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace PrismQ.Api.Common;

/// <summary>
/// Leaves an empty text of the query empty where <see cref="DisplayFormatAttribute"/> says so, instead of taking it for one that is not there:
/// MVC's core alone reads no data annotations.
/// </summary>
internal sealed class KeptEmptyTexts : IDisplayMetadataProvider
{
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context)
    {
        if (context.Attributes.OfType<DisplayFormatAttribute>().Any(format => !format.ConvertEmptyStringToNull))
        {
            context.DisplayMetadata.ConvertEmptyStringToNull = false;
        }
    }
}
